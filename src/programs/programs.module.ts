import { Module } from '@nestjs/common';
import { BatchLife } from './batch-life.js';
import { BatchQueries } from './batch.queries.js';
import { BatchesController } from './batches.controller.js';
import { CalendarQueries } from './calendar.queries.js';
import { ChangeBatch } from './change-batch.js';
import { ChangePartner } from './change-partner.js';
import { ChangeTimetable } from './change-timetable.js';
import { ChooseSignatory } from './choose-signatory.js';
import { CopyProgram } from './copy-program.js';
import { CreateBatch } from './create-batch.js';
import { CreatePartner } from './create-partner.js';
import { CreateProgram } from './create-program.js';
import { ProgramQueries } from './program.queries.js';
import { ProgramsController } from './programs.controller.js';
import { PublicEventsPages } from './public-events.pages.js';
import { PublicBatches } from './public-batches.js';
import { EventCalendar } from './event-calendar.js';
import { EventFilesPages } from './event-files.pages.js';
import { ShareCards } from './share-cards.js';
import { Timetable } from './timetable.js';

@Module({
  controllers: [ProgramsController, BatchesController, PublicEventsPages, EventFilesPages],
  providers: [
    CreateProgram,
    CreatePartner,
    ChangePartner,
    CopyProgram,
    ChooseSignatory,
    CreateBatch,
    ChangeBatch,
    ChangeTimetable,
    Timetable,
    BatchLife,
    ProgramQueries,
    BatchQueries,
    CalendarQueries,
    PublicBatches,
    EventCalendar,
    ShareCards,
  ],
  exports: [
    CreateProgram,
    CreatePartner,
    ChangePartner,
    CopyProgram,
    ChooseSignatory,
    CreateBatch,
    ChangeBatch,
    ChangeTimetable,
    BatchLife,
    ProgramQueries,
    BatchQueries,
    CalendarQueries,
    PublicBatches,
  ],
})
export class ProgramsModule {}

import { Module } from '@nestjs/common';
import { AttendanceModule } from '../../attendance/attendance.module.js';
import { ProgramsModule } from '../../programs/programs.module.js';
import { RegistrationsModule } from '../../registrations/registrations.module.js';
import { SelectionModule } from '../../selection/selection.module.js';
import { ConsoleFrameModule } from '../console-frame.module.js';
import { DecideTogether } from './decide-together.js';
import { DecisionPage } from './decision-page.js';
import { ExportParticipantsPages } from './export-participants.pages.js';
import { ParticipantFacts } from './participant-facts.js';
import { ParticipantFileView } from './participant-file-view.js';
import { ParticipantFilePages } from './participant-file.pages.js';
import { RegistrationFileQueries } from './participant-file.queries.js';
import { ListParts } from './participant-list-parts.js';
import { ParticipantList } from './participant-list.js';
import { ParticipantQueries } from './participant.queries.js';
import { ParticipantsPages } from './participants.pages.js';
import { RegistrationOfBatch } from './registration-of-batch.js';

/** Who applied: the list, its file, and all about one of them. */
@Module({
  imports: [ConsoleFrameModule, ProgramsModule, RegistrationsModule, AttendanceModule, SelectionModule],
  controllers: [ParticipantsPages, ExportParticipantsPages, ParticipantFilePages],
  providers: [
    DecideTogether,
    DecisionPage,
    ParticipantQueries,
    ParticipantList,
    ListParts,
    ParticipantFacts,
    ParticipantFileView,
    RegistrationFileQueries,
    RegistrationOfBatch,
  ],
  exports: [DecideTogether, DecisionPage, RegistrationOfBatch],
})
export class ParticipantsPagesModule {}

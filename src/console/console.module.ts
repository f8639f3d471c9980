import { Module } from '@nestjs/common';
import { ProgramsModule } from '../programs/programs.module.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { ReportsModule } from '../reports/reports.module.js';
import { BatchForm } from './batch-form.js';
import { BatchPages } from './batch.pages.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { CallOffBatchPages } from './call-off-batch.pages.js';
import { EditBatchPages } from './edit-batch.pages.js';
import { PlanBatchPages } from './plan-batch.pages.js';
import { PlanProgramPages } from './plan-program.pages.js';
import { SessionPages } from './session.pages.js';
import { ConsoleFrameModule } from './console-frame.module.js';
import { HomePages } from './home.pages.js';
import { PartnersPages } from './partners.pages.js';
import { NextNumber } from './next-number.js';
import { ProgramForm } from './program-form.js';
import { ProgramsPages } from './programs.pages.js';
import { ReportPages } from './report.pages.js';
import { SessionForm } from './session-form.js';
import { TimetablePages } from './timetable.pages.js';
import { SettingsPages } from './settings.pages.js';
import { UsersPages } from './users.pages.js';

/** The pages with which an office runs its events. They do nothing that the API does not: same use cases, same rules. */
@Module({
  imports: [ConsoleFrameModule, CalendarModule, ProgramsModule, RegistrationsModule, ReportsModule],
  controllers: [
    HomePages,
    PlanProgramPages,
    ProgramsPages,
    PartnersPages,
    PlanBatchPages,
    EditBatchPages,
    CallOffBatchPages,
    BatchPages,
    SessionPages,
    TimetablePages,
    ReportPages,
    UsersPages,
    SettingsPages,
  ],
  providers: [NextNumber, ProgramForm, BatchForm, SessionForm],
})
export class ConsoleModule {}

import { Module } from '@nestjs/common';
import { ProgramsModule } from '../../programs/programs.module.js';
import { ConsoleFrameModule } from '../console-frame.module.js';
import { CalendarPages } from './calendar.pages.js';
import { CalendarView } from './calendar-view.js';
import { SessionCheck } from './session-check.js';
import { SessionCheckPages } from './session-check.pages.js';

/** What the office holds when and where, before and after it is saved. */
@Module({
  imports: [ConsoleFrameModule, ProgramsModule],
  controllers: [CalendarPages, SessionCheckPages],
  providers: [CalendarView, SessionCheck],
  exports: [SessionCheck],
})
export class CalendarModule {}

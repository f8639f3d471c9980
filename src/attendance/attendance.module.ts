import { Module } from '@nestjs/common';
import { AttendanceController } from './attendance.controller.js';
import { AttendanceQueries } from './attendance.queries.js';
import { CheckIn } from './check-in.js';
import { MarkAttendance } from './mark-attendance.js';
import { ProgramsModule } from '../programs/programs.module.js';
import { Roster } from './roster.js';
import { SignInSheet } from './sign-in-sheet.js';
import { TakeAttendance } from './take-attendance.js';

@Module({
  imports: [ProgramsModule],
  controllers: [AttendanceController],
  providers: [TakeAttendance, CheckIn, MarkAttendance, AttendanceQueries, Roster, SignInSheet],
  exports: [AttendanceQueries, CheckIn, MarkAttendance, Roster, SignInSheet],
})
export class AttendanceModule {}

import { Module } from '@nestjs/common';
import { AttendanceController } from './attendance.controller.js';
import { AttendanceQueries } from './attendance.queries.js';
import { CheckIn } from './check-in.js';
import { CheckInAlone } from './check-in-alone.js';
import { CheckInTogether } from './check-in-together.js';
import { DayMatrix } from './day-matrix.js';
import { LetIn } from './let-in.js';
import { MarkAttendance } from './mark-attendance.js';
import { MarkUnmarked } from './mark-unmarked.js';
import { ProgramsModule } from '../programs/programs.module.js';
import { Roster } from './roster.js';
import { SheetPeople } from './sheet-people.js';
import { SignInSheet } from './sign-in-sheet.js';
import { TakeAttendance } from './take-attendance.js';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { WelcomeAtDoor } from './welcome-at-door.js';

@Module({
  imports: [ProgramsModule, RegistrationsModule],
  controllers: [AttendanceController],
  providers: [
    TakeAttendance,
    CheckIn,
    CheckInAlone,
    CheckInTogether,
    LetIn,
    MarkAttendance,
    MarkUnmarked,
    AttendanceQueries,
    DayMatrix,
    Roster,
    SheetPeople,
    SignInSheet,
    WelcomeAtDoor,
  ],
  exports: [AttendanceQueries, CheckIn, DayMatrix, MarkAttendance, MarkUnmarked, Roster, SignInSheet, WelcomeAtDoor],
})
export class AttendanceModule {}

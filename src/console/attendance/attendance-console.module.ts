import { Module } from '@nestjs/common';
import { AttendanceModule } from '../../attendance/attendance.module.js';
import { ProgramsModule } from '../../programs/programs.module.js';
import { ConsoleFrameModule } from '../console-frame.module.js';
import { CellPages } from './cell.pages.js';
import { MatrixPages } from './matrix.pages.js';
import { MatrixView } from './matrix.view.js';
import { SessionInFrame } from './session-in-frame.js';
import { SessionMarksPages } from './session-marks.pages.js';
import { SignInSheetsPages } from './sign-in-sheets.pages.js';
import { UnmarkedPages } from './unmarked.pages.js';

/** Attendance in the office: the matrix of a day, one session as a form, and the papers that are signed in the room. */
@Module({
  imports: [ConsoleFrameModule, ProgramsModule, AttendanceModule],
  controllers: [MatrixPages, CellPages, SessionMarksPages, UnmarkedPages, SignInSheetsPages],
  providers: [MatrixView, SessionInFrame],
})
export class AttendanceConsoleModule {}

import { Module } from '@nestjs/common';
import { AttendanceController } from './attendance.controller.js';
import { AttendanceQueries } from './attendance.queries.js';
import { CheckIn } from './check-in.js';
import { MarkAttendance } from './mark-attendance.js';
import { TakeAttendance } from './take-attendance.js';

@Module({
  controllers: [AttendanceController],
  providers: [TakeAttendance, CheckIn, MarkAttendance, AttendanceQueries],
  exports: [AttendanceQueries, MarkAttendance],
})
export class AttendanceModule {}

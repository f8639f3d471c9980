import { Module } from '@nestjs/common';
import { AttendanceModule } from '../attendance/attendance.module.js';
import { AppFiles } from './app-files.js';
import { AttendantDataController } from './attendant-data.controller.js';
import { AttendantPages } from './attendant.pages.js';

/** The app with which attendance is taken at the door, with a line or without. */
@Module({
  imports: [AttendanceModule],
  controllers: [AttendantPages, AttendantDataController],
  providers: [AppFiles],
})
export class AttendantModule {}

import { Module } from '@nestjs/common';
import { AttendanceModule } from '../attendance/attendance.module.js';
import { BuildReport } from './build-report.js';
import { ReportFiles } from './report-files.js';
import { ReportMailView } from './report-mail-view.js';
import { ReportQueries } from './report.queries.js';
import { ReportsController } from './reports.controller.js';
import { SendDailyReports } from './send-daily-reports.js';
import { SendReport } from './send-report.js';

@Module({
  imports: [AttendanceModule],
  controllers: [ReportsController],
  providers: [BuildReport, SendReport, SendDailyReports, ReportFiles, ReportMailView, ReportQueries],
  exports: [ReportQueries, SendReport],
})
export class ReportsModule {}

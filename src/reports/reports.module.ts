import { Module } from '@nestjs/common';
import { AttendanceModule } from '../attendance/attendance.module.js';
import { BuildReport } from './build-report.js';
import { ChooseFrequency } from './choose-frequency.js';
import { FreezeReport } from './freeze-report.js';
import { ManagePartnerLink } from './manage-partner-link.js';
import { PartnerLinkQueries } from './partner-link.queries.js';
import { PartnerLinksController } from './partner-links.controller.js';
import { PartnerLinks } from './partner-links.js';
import { PartnerReports } from './partner-reports.js';
import { PartnerScreens } from './partner-screens.js';
import { PartnerPages } from './partner.pages.js';
import { RecapFiles } from './recap-files.js';
import { RecapController } from './recap.controller.js';
import { RecapQueries } from './recap.queries.js';
import { ReportFiles } from './report-files.js';
import { ReportMailView } from './report-mail-view.js';
import { ReportReceivers } from './report-receivers.js';
import { ReportQueries } from './report.queries.js';
import { ReportsController } from './reports.controller.js';
import { SendDailyReports } from './send-daily-reports.js';
import { SendReport } from './send-report.js';

@Module({
  imports: [AttendanceModule],
  controllers: [ReportsController, RecapController, PartnerLinksController, PartnerPages],
  providers: [
    BuildReport,
    FreezeReport,
    SendReport,
    SendDailyReports,
    ReportFiles,
    ReportMailView,
    ReportReceivers,
    ReportQueries,
    PartnerLinks,
    PartnerLinkQueries,
    PartnerReports,
    PartnerScreens,
    ChooseFrequency,
    ManagePartnerLink,
    RecapQueries,
    RecapFiles,
  ],
  exports: [ReportQueries, SendReport, PartnerLinkQueries, ManagePartnerLink, RecapQueries, RecapFiles],
})
export class ReportsModule {}

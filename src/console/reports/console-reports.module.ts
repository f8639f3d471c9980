import { Module } from '@nestjs/common';
import { ReportsModule } from '../../reports/reports.module.js';
import { ConsoleFrameModule } from '../console-frame.module.js';
import { PartnerContactPages } from './partner-contact.pages.js';
import { RecapPages } from './recap.pages.js';

/** What the office does with reports beyond one batch: the links of partners' contacts, and the recap. */
@Module({ imports: [ConsoleFrameModule, ReportsModule], controllers: [PartnerContactPages, RecapPages] })
export class ConsoleReportsModule {}

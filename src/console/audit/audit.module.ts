import { Module } from '@nestjs/common';
import { ConsoleFrameModule } from '../console-frame.module.js';
import { AuditLines } from './audit-lines.js';
import { AuditPages } from './audit.pages.js';
import { AuditSubjects } from './audit-subjects.js';
import { AuditTrailQueries } from './audit-trail.queries.js';
import { AuditWords } from './audit-words.js';

/** Who did what in the office, told in words. */
@Module({
  imports: [ConsoleFrameModule],
  controllers: [AuditPages],
  providers: [AuditTrailQueries, AuditSubjects, AuditWords, AuditLines],
})
export class AuditModule {}

import { Module } from '@nestjs/common';
import { PrivacyModule } from '../../privacy/privacy.module.js';
import { ConsoleFrameModule } from '../console-frame.module.js';
import { ParticipantsPagesModule } from '../participants/participants-pages.module.js';
import { ErasePersonPages } from './erase-person.pages.js';
import { ExportPersonPages } from './export-person.pages.js';
import { RetentionPages } from './retention.pages.js';

/** What people may ask of their data, and how long an office keeps it. */
@Module({
  imports: [ConsoleFrameModule, PrivacyModule, ParticipantsPagesModule],
  controllers: [ExportPersonPages, ErasePersonPages, RetentionPages],
})
export class PrivacyPagesModule {}

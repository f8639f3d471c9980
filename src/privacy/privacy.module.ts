import { Module } from '@nestjs/common';
import { ParticipantsModule } from '../participants/participants.module.js';
import { AnonymisePerson } from './anonymise-person.js';
import { ErasePerson } from './erase-person.js';
import { ExportPerson } from './export-person.js';
import { PreviewErasure } from './preview-erasure.js';
import { PrivacyController } from './privacy.controller.js';
import { Retention } from './retention.js';
import { RetentionRules } from './retention-rules.js';

/** What the law on personal data (UU 27/2022) lets a person ask for, and how long data is kept. */
@Module({
  imports: [ParticipantsModule],
  controllers: [PrivacyController],
  providers: [AnonymisePerson, ErasePerson, ExportPerson, PreviewErasure, Retention, RetentionRules],
  exports: [ErasePerson, ExportPerson, PreviewErasure, Retention, RetentionRules],
})
export class PrivacyModule {}

import { Module } from '@nestjs/common';
import { ChangeWording } from './change-wording.js';
import { CheckWording } from './check-wording.js';
import { PreviewWording } from './preview-wording.js';
import { SampleMail } from './sample-mail.js';
import { SendTrial, TrialView } from './send-trial.js';
import { WordingQueries } from './wording.queries.js';
import { WordingsController } from './wordings.controller.js';

const shared = [ChangeWording, PreviewWording, SampleMail, SendTrial, WordingQueries];

/** An office's own words for its mails. */
@Module({
  controllers: [WordingsController],
  providers: [...shared, CheckWording, TrialView],
  exports: shared,
})
export class WordingsModule {}

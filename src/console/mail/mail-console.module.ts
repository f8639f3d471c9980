import { Module } from '@nestjs/common';
import { EmailMessagesModule } from '../../identity/email-messages.module.js';
import { WordingsModule } from '../../identity/wordings/wordings.module.js';
import { ProgramsModule } from '../../programs/programs.module.js';
import { ConsoleFrameModule } from '../console-frame.module.js';
import { MessagePages } from './message.pages.js';
import { MessagesPages } from './messages.pages.js';
import { WordingPages } from './wording.pages.js';
import { WordingPreviewPages } from './wording-preview.pages.js';
import { WordingTrialPages } from './wording-trial.pages.js';
import { WordingForm } from './wording-form.js';
import { WordingsPages } from './wordings.pages.js';

/** The office's mail: what was sent and what waits, and in which words. */
@Module({
  imports: [ConsoleFrameModule, ProgramsModule, EmailMessagesModule, WordingsModule],
  controllers: [WordingsPages, WordingPages, WordingPreviewPages, WordingTrialPages, MessagesPages, MessagePages],
  providers: [WordingForm],
})
export class MailConsoleModule {}

import { Global, Module } from '@nestjs/common';
import { join } from 'node:path';
import { Settings } from '../config/settings.js';
import { AttachmentSources } from './attachment-sources.js';
import { ComposeEmail } from './compose-email.js';
import { DevMailPages } from './dev-mail.pages.js';
import { Dispatcher } from './dispatcher.js';
import { EmailTemplates } from './email-templates.js';
import { EmailViews } from './email-views.js';
import { LocalMailbox } from './local-mailbox.js';
import { OutboxBell } from './outbox-bell.js';
import { OutboxClaims } from './outbox-claims.js';
import { Outbox } from './outbox.js';
import { SentCopies } from './sent-copies.js';
import { SendClaimed } from './send-claimed.js';
import { SendEmail } from './send-email.js';
import { SettleEmails } from './settle-emails.js';
import { SmtpTransport } from './smtp-transport.js';
import { Transport } from './transport.js';
import { OfficeWordings } from './wording/office-wordings.js';
import { RenderEmail } from './wording/render-email.js';
import { WordingWorker } from './wording/wording-worker.js';

const shared = [Outbox, OutboxBell, EmailViews, AttachmentSources, Dispatcher, ComposeEmail, SentCopies, RenderEmail];

@Global()
@Module({
  controllers: [DevMailPages],
  providers: [
    ...shared,
    OutboxClaims,
    EmailTemplates,
    OfficeWordings,
    WordingWorker,
    SendClaimed,
    SendEmail,
    SettleEmails,
    {
      provide: LocalMailbox,
      inject: [Settings],
      useFactory: ({ dataDir }: Settings) => new LocalMailbox(join(dataDir, 'mail')),
    },
    {
      provide: Transport,
      inject: [Settings, LocalMailbox],
      useFactory: ({ smtpUrl }: Settings, mailbox: LocalMailbox): Transport =>
        smtpUrl === undefined ? mailbox : new SmtpTransport(smtpUrl),
    },
  ],
  exports: shared,
})
export class MailModule {}

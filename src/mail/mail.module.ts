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
import { SendEmail } from './send-email.js';
import { SmtpTransport } from './smtp-transport.js';
import { Transport } from './transport.js';

const shared = [Outbox, OutboxBell, EmailViews, AttachmentSources, Dispatcher];

@Global()
@Module({
  controllers: [DevMailPages],
  providers: [
    ...shared,
    OutboxClaims,
    EmailTemplates,
    ComposeEmail,
    SendEmail,
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

import { Global, Module } from '@nestjs/common';
import { AttachmentSources } from './attachment-sources.js';
import { EmailViews } from './email-views.js';
import { Outbox } from './outbox.js';

const shared = [Outbox, EmailViews, AttachmentSources];

@Global()
@Module({ providers: shared, exports: shared })
export class MailModule {}

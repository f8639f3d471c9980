import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Clock } from '../kernel/clock.js';
import { parseEmail } from '../kernel/email-address.js';
import { AttachmentSources } from './attachment-sources.js';
import type { EmailMessage } from './email-message.entity.js';
import { EmailViews } from './email-views.js';
import { SharedFacts } from './shared-facts.js';
import { DeliveryFailed, type Mail } from './transport.js';
import { RenderEmail } from './wording/render-email.js';

/** Of an outbox row, what makes its mail. */
export type Draft = Pick<
  EmailMessage,
  | 'id'
  | 'messageId'
  | 'officeId'
  | 'recipientName'
  | 'recipientAddress'
  | 'template'
  | 'locale'
  | 'subjectId'
  | 'data'
  | 'attachments'
>;

export type Composed = { readonly mail: Mail } | { readonly skip: string };

/** Makes a mail of an outbox row, from what is true when it is sent. */
@Injectable()
export class ComposeEmail {
  constructor(
    private readonly views: EmailViews,
    private readonly sources: AttachmentSources,
    private readonly render: RenderEmail,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Throws `DeliveryFailed` for a recipient that is no address, and whatever a feature throws while it makes its part. */
  async run(message: Draft, shared = new SharedFacts()): Promise<Composed> {
    const recipient = parseEmail(message.recipientAddress);
    if (!recipient.ok) throw new DeliveryFailed(true, 'The recipient is no mail address.');
    const made = await this.views.make(message, shared);
    if ('skip' in made) return made;
    const { template, locale, officeId } = message;
    const attachments = [];
    for (const { source, id } of message.attachments) {
      attachments.push(await this.sources.make(source, id, shared));
    }
    const rendered =
      made.worded === undefined
        ? await this.render.run(officeId, { template, locale, view: made.view }, shared)
        : await this.render.worded({ ...made.worded, locale, view: made.view }, made.worded);
    const mail = {
      id: message.id,
      messageId: message.messageId,
      sentAt: this.clock.now(),
      from: this.settings.mailFrom,
      to: { name: message.recipientName, address: recipient.email },
      replyTo: officeAddress(made.view),
      unsubscribeUrl: made.unsubscribeUrl ?? null,
      ...rendered,
      attachments,
    };
    return { mail };
  }
}

/** Answers go to the office of the mail, if its view names an address. */
function officeAddress(view: Readonly<Record<string, unknown>>): Mail['replyTo'] {
  const { name, email } = (view.office ?? {}) as { name?: unknown; email?: unknown };
  if (typeof name !== 'string' || typeof email !== 'string') return null;
  const reading = parseEmail(email);
  return reading.ok ? { name, address: reading.email } : null;
}

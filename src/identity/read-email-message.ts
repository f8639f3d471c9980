import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Database } from '../database/database.js';
import { NotFound, Refusal } from '../kernel/problems.js';
import { AttachmentSources } from '../mail/attachment-sources.js';
import { ComposeEmail } from '../mail/compose-email.js';
import { EmailMessage } from '../mail/email-message.entity.js';
import { copyOf, SentCopies, type SentCopy, type SentFile } from '../mail/sent-copies.js';
import { requireRole, type Actor } from './actor.js';
import { AuditEntry } from './audit-entry.entity.js';
import { User } from './user.entity.js';

/** Why nothing is shown: the copy was deleted in time, the news is no longer true, or the mail cannot be made. */
type Unreadable = 'forgotten' | 'outdated' | 'not_made';

export type EmailContent =
  /** `sent`: to the letter as it went out. `now`: as it would go out now. */
  { readonly as: 'sent' | 'now'; readonly copy: SentCopy } | { readonly as: Unreadable };

/** Somebody started a message again. */
export interface Retried {
  readonly at: Date;
  readonly by: string | null;
}

/** What a message of the outbox says, for the organisers of its office. */
@Injectable()
export class ReadEmailMessage {
  constructor(
    private readonly database: Database,
    private readonly copies: SentCopies,
    private readonly compose: ComposeEmail,
    private readonly sources: AttachmentSources,
  ) {}

  /** Throws `NotFound` for a message that the actor's office doesn't have. */
  async run(actor: Actor, id: string): Promise<EmailContent> {
    const message = await this.message(actor, id);
    if (message.status === 'skipped') return { as: 'outdated' };
    if (message.status === 'sent') {
      const copy = await this.copies.read(message);
      return copy === null ? { as: 'forgotten' } : { as: 'sent', copy };
    }
    try {
      const composed = await this.compose.run(message);
      return 'skip' in composed ? { as: 'outdated' } : { as: 'now', copy: copyOf(composed.mail) };
    } catch {
      return { as: 'not_made' };
    }
  }

  /**
   * A file of a message, in the order of its content. Throws `NotFound`, and `Refusal` (`email_file_changed`) when it was
   * too large to be kept and cannot be made again as it was sent.
   */
  async file(actor: Actor, id: string, index: number): Promise<SentFile & { readonly content: string }> {
    const message = await this.message(actor, id);
    const read = await this.run(actor, id);
    const file = 'copy' in read ? read.copy.files[index] : undefined;
    const made = message.attachments[index];
    if (file === undefined || made === undefined) throw new NotFound('not_found');
    if (file.content !== null) return { ...file, content: file.content };
    const { content } = await this.sources.make(made.source, made.id);
    if (createHash('sha256').update(content).digest('hex') !== file.sha256) throw new Refusal('email_file_changed');
    return { ...file, content: content.toString('base64') };
  }

  /** Who started the message again, and when, the first first. */
  async retries(actor: Actor, id: string): Promise<Retried[]> {
    const { officeId } = await this.message(actor, id);
    const { reader } = this.database;
    const entries = await reader.find(AuditEntry, {
      where: { officeId, subjectType: 'email_message', subjectId: id, action: 'email_message.retried' },
      order: { at: 'ASC' },
    });
    const users = await reader.findBy(User, { officeId });
    const names = new Map(users.map((user) => [user.id, user.name]));
    return entries.map(({ at, actorId }) => ({ at, by: names.get(actorId ?? '') ?? null }));
  }

  private async message(actor: Actor, id: string): Promise<EmailMessage> {
    requireRole(actor, 'organizer');
    const message = await this.database.reader.findOneBy(EmailMessage, { id, officeId: actor.officeId });
    if (message === null) throw new NotFound('email_message_not_found');
    return message;
  }
}

import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Database } from '../database/database.js';
import { pageOf, type Page } from '../http/paging.js';
import { NotFound } from '../kernel/problems.js';
import { EmailMessage } from '../mail/email-message.entity.js';
import { requireRole, type Actor } from './actor.js';
import type { EmailMessagesQuery } from './email-messages.dto.js';
import { emailMessageJson, type EmailMessageView } from './email-messages.views.js';

/** The outbox of an office, for its organisers. */
@Injectable()
export class EmailMessagesQueries {
  constructor(private readonly database: Database) {}

  /** The latest first. */
  async list(
    actor: Actor,
    { status, template, batchId, q, after, limit }: EmailMessagesQuery,
  ): Promise<Page<EmailMessageView>> {
    requireRole(actor, 'organizer');
    const query = this.database.reader
      .createQueryBuilder(EmailMessage, 'message')
      .where('message.officeId = :officeId', { officeId: actor.officeId })
      .orderBy('message.id', 'DESC')
      .take(limit + 1);
    if (after !== undefined) query.andWhere('message.id < :after', { after });
    for (const [name, value] of Object.entries({ status, template, batchId })) {
      if (value !== undefined) query.andWhere(`message.${name} = :${name}`, { [name]: value });
    }
    if (q !== undefined) toRecipient(query, q);
    const rows = await query.getMany();
    return pageOf(rows, limit, emailMessageJson);
  }

  /** Throws `NotFound` for a message that the actor's office doesn't have. */
  async one(actor: Actor, id: string): Promise<EmailMessageView> {
    requireRole(actor, 'organizer');
    const row = await this.database.reader.findOneBy(EmailMessage, { id, officeId: actor.officeId });
    if (row === null) throw new NotFound('email_message_not_found');
    return emailMessageJson(row);
  }
}

function toRecipient(query: SelectQueryBuilder<EmailMessage>, q: string): void {
  const part = `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  query.andWhere(
    "(LOWER(message.recipientName) LIKE :part ESCAPE '\\' OR LOWER(message.recipientAddress) LIKE :part ESCAPE '\\')",
    { part },
  );
}

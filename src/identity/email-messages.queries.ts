import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
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
  async list(actor: Actor, { status, after, limit }: EmailMessagesQuery): Promise<Page<EmailMessageView>> {
    requireRole(actor, 'organizer');
    const rows = await this.database.reader.find(EmailMessage, {
      where: {
        officeId: actor.officeId,
        ...(status === undefined ? {} : { status }),
        ...(after === undefined ? {} : { id: LessThan(after) }),
      },
      order: { id: 'DESC' },
      take: limit + 1,
    });
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

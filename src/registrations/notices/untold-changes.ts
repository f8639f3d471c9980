import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../../database/database.js';
import { EmailMessage } from '../../mail/email-message.entity.js';
import type { EmailFact } from '../../mail/email-views.js';
import type { ScheduleChange } from '../../programs/batch-change.js';
import type { Batch } from '../../programs/batch.entity.js';
import { batchChangedKey } from './registration-notices.js';

/** Gathers what several changes in a row did, so that a registrant reads one mail that tells all of it. */
@Injectable()
export class UntoldChanges {
  constructor(private readonly database: Database) {}

  /**
   * The changes since the last mail about them that was sent, in the order in which they were made; null when a later
   * change has a mail of its own, which tells these, too.
   */
  async untold(fact: Pick<EmailFact, 'subjectId' | 'data'>, batch: Batch): Promise<ScheduleChange[] | null> {
    const revisions = Array.from({ length: batch.revision }, (_, before) => before + 1);
    const keys = revisions.map((revision) => batchChangedKey(batch.id, revision, fact.subjectId));
    const messages = await this.database.reader.findBy(EmailMessage, { dedupeKey: In(keys) });
    const told = messages.map(({ status, data }) => ({ status, ...readChange(data) }));
    const { revision: mine } = readChange(fact.data);
    if (told.some(({ revision }) => revision > mine)) return null;
    const lastSent = Math.max(0, ...told.filter(({ status }) => status === 'sent').map(({ revision }) => revision));
    return told
      .filter(({ revision }) => revision > lastSent)
      .sort((a, b) => a.revision - b.revision)
      .flatMap(({ changes }) => changes);
  }
}

/** What `RegistrationNotices.batchChanged` wrote. */
function readChange(data: Readonly<Record<string, unknown>>): { revision: number; changes: ScheduleChange[] } {
  return data as { revision: number; changes: ScheduleChange[] };
}

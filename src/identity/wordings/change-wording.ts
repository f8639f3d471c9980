import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../database/database.js';
import { insertIfNew, updateRows } from '../../database/rows.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Refusal } from '../../kernel/problems.js';
import { EmailWording } from '../../mail/wording/email-wording.entity.js';
import { requireRole, type Actor } from '../actor.js';
import { Audit } from '../audit.js';
import { CheckWording } from './check-wording.js';
import type { WhichMail } from './which-mail.js';
import type { WordingChangeBody } from './wording.dto.js';

/** Lets an office say a mail in its own words, or return to ours. */
@Injectable()
export class ChangeWording {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly check: CheckWording,
  ) {}

  /** Throws `InvalidInput` for each mistake, and `Refusal` (`changed_meanwhile`) when another version stands meanwhile. */
  async run(actor: Actor, mail: WhichMail, { subject, body, version }: WordingChangeBody): Promise<void> {
    requireRole(actor, 'organizer');
    await this.check.run(actor.officeId, mail, { subject, body });
    await this.database.transaction(async (tx) => {
      const before = await this.standing(tx, actor, { mail, version });
      const text = { subject, body, changedAt: this.clock.now(), brokenAt: null };
      if (before === null) await this.insert(tx, actor, { ...mail, ...text });
      else await this.update(tx, before, { ...text, version: before.version + 1 });
      await this.record(tx, actor, { action: 'email_wording.changed', mail, before, after: { subject, body } });
    });
  }

  /** Our words hold again. Throws `Refusal` like `run`; without words of the office nothing happens. */
  async reset(actor: Actor, mail: WhichMail, version?: number): Promise<void> {
    requireRole(actor, 'organizer');
    await this.database.transaction(async (tx) => {
      const before = await this.standing(tx, actor, { mail, version });
      if (before === null) return;
      await tx.delete(EmailWording, { id: before.id, version: before.version });
      await this.record(tx, actor, { action: 'email_wording.reset', mail, before, after: {} });
    });
  }

  private async standing(
    tx: EntityManager,
    { officeId }: Actor,
    { mail, version }: { readonly mail: WhichMail; readonly version: number | undefined },
  ): Promise<EmailWording | null> {
    const standing = await tx.findOneBy(EmailWording, { officeId, ...mail });
    if (version !== undefined && version !== (standing?.version ?? 0)) throw new Refusal('changed_meanwhile');
    return standing;
  }

  private async insert(
    tx: EntityManager,
    { officeId }: Actor,
    row: Omit<EmailWording, 'id' | 'officeId' | 'version'>,
  ): Promise<void> {
    const id = newId();
    await insertIfNew(tx, EmailWording, { ...row, id, officeId, version: 1 });
    if (!(await tx.existsBy(EmailWording, { id }))) throw new Refusal('changed_meanwhile');
  }

  private async update(tx: EntityManager, { id, version }: EmailWording, change: Partial<EmailWording>): Promise<void> {
    if ((await updateRows(tx, EmailWording, { id, version }, change)) === 0) throw new Refusal('changed_meanwhile');
  }

  private async record(
    tx: EntityManager,
    { officeId, userId }: Actor,
    fact: {
      readonly action: string;
      readonly mail: WhichMail;
      readonly before: EmailWording | null;
      readonly after: Readonly<Record<string, string>>;
    },
  ): Promise<void> {
    const { action, mail, before, after } = fact;
    await this.audit.record(tx, {
      ...{ officeId, action, actor: { userId } },
      subject: { type: 'email_wording', id: before?.id ?? officeId },
      before: before === null ? { ...mail } : { ...mail, subject: before.subject, body: before.body },
      after: { ...mail, ...after },
    });
  }
}

import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { insertByCommit, insertIfNew, type Row } from '../database/rows.js';
import { Messages } from '../http/messages.js';
import type { Office } from '../identity/office.entity.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import type { Locale } from '../kernel/locale.js';
import type { ProblemParams } from '../kernel/problems.js';
import { ConsentNotice } from './consent-notice.entity.js';
import { Consent, type ConsentManner } from './consent.entity.js';
import type { Registration } from './registration.entity.js';

export interface NoticeText {
  readonly version: string;
  readonly locale: Locale;
  readonly text: string;
  /** SHA-256 in hex. */
  readonly textHash: string;
}

/** Wordings that are kept at hand: one for each office, language and set of partners. */
const mostAtHand = 1_000;

export interface ShownNotice extends NoticeText {
  /** Under which it is kept; null as long as nobody has agreed to it. */
  readonly id: string | null;
}

/** A notice that was agreed to, and how: `null`s for who read and ticked it by herself. */
export interface GivenConsent {
  readonly notice: ShownNotice;
  readonly manner: ConsentManner | null;
  /** The user's id. */
  readonly assistedBy: string | null;
}

type Collector = Pick<Office, 'name' | 'address' | 'email' | 'phone'>;

/** The privacy notice that registrants agree to (UU 27/2022, article 21), and the proof that they did (article 24). */
@Injectable()
export class ConsentNotices {
  private readonly atHand = new Map<string, NoticeText>();
  /** The ids of notices that are committed, by the hashes of their texts. */
  private readonly kept = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly messages: Messages,
    private readonly clock: Clock,
  ) {}

  /** The notice in the words of a locale; `partners` are the names of those with whom the data is shared. */
  async shown(locale: Locale, office: Collector, partners: readonly string[]): Promise<ShownNotice> {
    const notice = this.text(locale, office, partners);
    return { ...notice, id: await this.idOf(notice) };
  }

  private async idOf({ textHash }: NoticeText): Promise<string | null> {
    const known = this.kept.get(textHash);
    if (known !== undefined) return known;
    const found = await this.database.reader.findOneBy(ConsentNotice, { textHash });
    if (found !== null) this.kept.set(textHash, found.id);
    return found?.id ?? null;
  }

  private text(locale: Locale, office: Collector, partners: readonly string[]): NoticeText {
    const shared = partners.length === 0 ? this.messages.text(locale, 'consent:no_partners') : partners.join(', ');
    const contact = office.email ?? office.phone ?? office.address;
    return this.worded(locale, { office: office.name, partners: shared, contact });
  }

  private worded(locale: Locale, params: ProblemParams): NoticeText {
    const key = JSON.stringify([locale, params]);
    const known = this.atHand.get(key);
    if (known !== undefined) return known;
    const version = this.messages.text(locale, 'consent:version');
    const text = this.messages.text(locale, 'consent:notice', params);
    const notice = { version, locale, text, textHash: createHash('sha256').update(text, 'utf8').digest('hex') };
    if (this.atHand.size >= mostAtHand) this.atHand.clear();
    this.atHand.set(key, notice);
    return notice;
  }

  async recordAll(
    tx: EntityManager,
    given: readonly { readonly registration: Pick<Registration, 'id' | 'channel'>; readonly consent: GivenConsent }[],
  ): Promise<void> {
    const now = this.clock.now();
    const noticeIds = await this.keepAll(
      tx,
      given.map(({ consent }) => consent.notice),
      now,
    );
    const rows = given.map(({ registration, consent: { notice, manner, assistedBy } }) => ({
      ...{ id: newId(), registrationId: registration.id, noticeId: noticeIds.get(notice.textHash) ?? '' },
      ...{ givenAt: now, channel: registration.channel, manner, assistedBy },
    }));
    await insertByCommit(tx, Consent, rows);
  }

  /** The ids under which these are kept, by the hashes of their texts; in one order, so that no two wait for each other. */
  private async keepAll(
    tx: EntityManager,
    notices: readonly ShownNotice[],
    firstShownAt: Date,
  ): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    const ordered = notices.toSorted((a, b) => a.textHash.localeCompare(b.textHash));
    for (const { id, ...notice } of ordered) {
      const known = id ?? ids.get(notice.textHash);
      ids.set(notice.textHash, known ?? (await this.keep(tx, { ...notice, id: newId(), firstShownAt })));
    }
    return ids;
  }

  /** Kept once, when it is agreed to for the first time. */
  private async keep(tx: EntityManager, draft: Row<ConsentNotice>): Promise<string> {
    const { textHash } = draft;
    const known = await tx.findOneBy(ConsentNotice, { textHash });
    if (known !== null) return known.id;
    await insertIfNew(tx, ConsentNotice, draft);
    return (await tx.findOneByOrFail(ConsentNotice, { textHash })).id;
  }
}

import { Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { insertRows, type Row } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { Breather } from '../kernel/breather.js';
import { Clock } from '../kernel/clock.js';
import { inZone } from '../kernel/dates.js';
import { newId } from '../kernel/ids.js';
import { romanNumeral } from '../kernel/numbers.js';
import { CertificateNotices } from './certificate-notices.js';
import { CertificateNumbers } from './certificate-numbers.js';
import { certifiable } from './certifiable.js';
import {
  CertificateSource,
  commonContent,
  recipientOf,
  skipCodeOf,
  type Attendee,
  type CertifiableBatch,
} from './certificate-source.js';
import { Certificate } from './certificate.entity.js';
import { certificateNumber, type SkipCode } from './certificate.rules.js';
import { latestStatuses } from './latest-certificates.js';

export interface IssueOutcome {
  /** How many were issued now. */
  readonly issued: number;
  readonly skipped: readonly { readonly registrationId: string; readonly code: SkipCode }[];
}

interface Round extends IssueOutcome {
  /** The sequence of the last who was looked at; null when nobody is left. */
  readonly last: number | null;
}

interface Issued {
  readonly registration: Attendee;
  readonly certificate: Row<Certificate>;
}

/** So that others who write, and on SQLite everybody during a commit, wait for milliseconds. */
const peopleOfRound = 100;

/** Between two rounds, so that most of those who want something else meet none of them. */
const pauseMilliseconds = 30;

/**
 * Issues certificates to all of a batch who qualify and have none; numbers follow the order of registering. Each hundred
 * people are issued in a transaction of their own: what breaks off leaves whole rounds, and doing it again goes on from
 * there.
 */
@Injectable()
export class IssueCertificates {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly source: CertificateSource,
    private readonly notices: CertificateNotices,
  ) {}

  /** Throws `NotFound` for an unknown batch and `Refusal` for one that was never published or was cancelled. */
  async run(actor: Actor, batchId: string): Promise<IssueOutcome> {
    requireRole(actor, 'organizer');
    const rounds: Round[] = [];
    let after: number | null = 0;
    while (after !== null) {
      const round = await this.next(actor, { batchId, after });
      rounds.push(round);
      after = round.last;
      if (after !== null) await delay(pauseMilliseconds);
    }
    return {
      issued: rounds.reduce((sum, { issued }) => sum + issued, 0),
      skipped: rounds.flatMap(({ skipped }) => skipped),
    };
  }

  private next(actor: Actor, { batchId, after }: { batchId: string; after: number }): Promise<Round> {
    return this.database.transaction(async (tx) => {
      const now = this.clock.now();
      const breather = new Breather();
      const batch = await certifiable(tx, actor, batchId);
      const numbers = await CertificateNumbers.take(tx, actor.officeId, inZone(batch.timeZone, now).year);
      const source = await this.source.ofBatch(tx, batch, { after, most: peopleOfRound });
      const { qualified, skipped } = await judged(tx, source);
      await breather.rest();
      await this.issue(tx, actor, drafted(source, qualified, { now, first: await numbers.next(qualified.length) }));
      const { registrations } = source;
      const last = registrations.length < peopleOfRound ? null : (registrations.at(-1)?.sequence ?? null);
      return { issued: qualified.length, skipped, last };
    });
  }

  private async issue(tx: EntityManager, actor: Actor, awards: readonly Issued[]): Promise<void> {
    const breather = new Breather();
    const certificates = awards.map(({ certificate }) => certificate);
    await insertRows(tx, Certificate, certificates);
    await breather.rest();
    await this.notices.issued(tx, awards);
    await breather.rest();
    await this.audit.recordAll(
      tx,
      certificates.map(({ id, registrationId, number }) => ({
        officeId: actor.officeId,
        actor,
        action: 'certificate.issued',
        subject: { type: 'certificate', id },
        after: { registrationId, number },
      })),
    );
    await breather.rest();
  }
}

/** Those who get a certificate now, and why the others don't. */
async function judged(tx: EntityManager, source: CertifiableBatch) {
  const { registrations } = source;
  const ids = registrations.map(({ id }) => id);
  const standings = await latestStatuses(tx, ids);
  const codes = new Map(ids.map((id) => [id, skipCodeOf(source, { id }, standings.get(id) ?? null)]));
  return {
    qualified: registrations.filter(({ id }) => codes.get(id) === null),
    skipped: [...codes].flatMap(([registrationId, code]) => (code === null ? [] : [{ registrationId, code }])),
  };
}

/** The first version of each one's certificate, numbered from `first` in order of registering. */
function drafted(
  source: CertifiableBatch,
  qualified: readonly Attendee[],
  { now, first }: { now: Date; first: number },
): Issued[] {
  const { batch, office, program } = source;
  const { year, month } = inZone(batch.timeZone, now);
  const parts = { kind: program.kind, romanMonth: romanNumeral(month), year };
  const common = commonContent(source, now);
  return qualified.map((registration, index) => {
    const sequence = first + index;
    const certificate = {
      id: newId(),
      officeId: office.id,
      registrationId: registration.id,
      year,
      sequence,
      number: certificateNumber(office.certificateNumberPattern, { ...parts, sequence }),
      version: 1,
      status: 'issued' as const,
      tokenVersion: 1,
      content: { ...common, recipient: recipientOf(source, registration) },
      issuedAt: now,
      revokedAt: null,
      revocationReason: null,
    };
    return { registration, certificate };
  });
}

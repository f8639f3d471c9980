import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { In } from 'typeorm';
import type { CreatingRequest } from '../../src/http/creation.js';
import { updateRows } from '../../src/database/rows.js';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { Office } from '../../src/identity/office.entity.js';
import { KeepApplicant } from '../../src/participants/keep-applicant.js';
import { Busy, DiskFull, Refusal } from '../../src/kernel/problems.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { Quota } from '../../src/programs/quota.entity.js';
import { ConsentNotice } from '../../src/registrations/consent-notice.entity.js';
import { Consent } from '../../src/registrations/consent.entity.js';
import type { Enrolment } from '../../src/registrations/enrolment.js';
import { EnrolMany } from '../../src/registrations/enrol-many.js';
import { EnrolTogether } from '../../src/registrations/enrol-together.js';
import { PrepareEnrolment } from '../../src/registrations/prepare-enrolment.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { WriteRegistration } from '../../src/registrations/write-registration.js';
import { aBatch } from '../factories/batch.js';
import { aRegistration, aRegistrationBody, register, type Registered } from '../factories/registration.js';
import { Overlap } from '../support/overlap.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { engineName } from '../support/test-database.js';

describe('those who register for a batch together', () => {
  let app: TestApp;
  let number = 0;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(() => {
    number += 100;
  });

  /** What somebody new asks for, who is a woman unless told otherwise. */
  function enrolment({ id }: Batch, who: number, { gender = 'female', locale = 'id' as 'id' | 'en' } = {}) {
    const entrance = { from: { address: '192.0.2.1' }, locale } as const;
    const body = aRegistrationBody(number + who, { participant: { gender } });
    return app.app.get(PrepareEnrolment).run(id, body, entrance);
  }

  async function several(batch: Batch, genders: string): Promise<Enrolment[]> {
    const all: Enrolment[] = [];
    for (const [who, gender] of Array.from(genders).entries()) {
      all.push(await enrolment(batch, who, { gender: gender === 'F' ? 'female' : 'male' }));
    }
    return all;
  }

  const written = (enrolments: readonly Enrolment[]) =>
    app.database.transaction((tx) => app.app.get(EnrolMany).run(tx, enrolments, true));

  const rows = ({ id: batchId }: Batch) =>
    app.database.reader.find(Registration, { where: { batchId }, order: { sequence: 'ASC' } });

  async function taken({ id }: Batch): Promise<number[]> {
    const batch = await app.database.reader.findOneByOrFail(Batch, { id });
    const quotas = await app.database.reader.findBy(Quota, { batchId: id });
    return [batch.taken, ...quotas.map((quota) => quota.taken)];
  }

  describe('get their seats in the order of their coming', () => {
    it.each([
      { what: 'there is one for each', capacity: 6, women: 3, came: 'FMFM', states: 'CCCC', taken: [4, 2] },
      { what: 'seats run out', capacity: 2, women: 9, came: 'FMFM', states: 'CCWW', taken: [2, 1] },
      { what: 'a quota runs out', capacity: 9, women: 2, came: 'FFMFMF', states: 'CCCWCW', taken: [4, 2] },
      { what: 'both run out', capacity: 2, women: 1, came: 'FFMM', states: 'CWCW', taken: [2, 1] },
      { what: 'there is none', capacity: 0, women: 9, came: 'FMF', states: 'WWW', taken: [0, 0] },
    ])('when $what', async ({ capacity, women, came, states, ...expected }) => {
      const batch = await aBatch(app.database, { capacity, quotas: [{ gender: 'female', capacity: women }] });
      const made = await written(await several(batch, came));
      const seated = made.map((newcomer) => (newcomer?.registration.status === 'confirmed' ? 'C' : 'W'));
      expect(seated.join('')).toBe(states);
      expect(await taken(batch)).toEqual(expected.taken);
      expect((await rows(batch)).map(({ sequence }) => sequence)).toEqual(Array.from(came, (_, index) => index + 1));
    });

    it('and none where the organiser chooses', async () => {
      const batch = await aBatch(app.database, { admission: 'selection', quotas: [{ capacity: 9 }] });
      const made = await written(await several(batch, 'FM'));
      expect(made.map((newcomer) => newcomer?.registration.status)).toEqual(['submitted', 'submitted']);
      expect(await taken(batch)).toEqual([0, 0]);
    });

    it('and are told their places behind those who wait already', async () => {
      const batch = await aBatch(app.database, { capacity: 1, quotas: [{ gender: 'female', capacity: 9 }] });
      for (const who of [50, 51, 52]) await aRegistration(app, batch, number + who);
      const made = await written(await several(batch, 'FMF'));
      expect(made.map((newcomer) => newcomer?.position)).toEqual([3, 4, 5]);
      const mails = await app.database.reader.find(EmailMessage, {
        where: { subjectId: In(made.map((newcomer) => newcomer?.registration.id ?? '')) },
        order: { id: 'ASC' },
      });
      expect(mails.map(({ data }) => (data as { position: number }).position).sort()).toEqual([3, 4, 5]);
    });
  });

  it('pass over who is registered already and who is named twice, without a gap in their numbers', async () => {
    const batch = await aBatch(app.database, { quotas: [{ gender: 'female', capacity: 9 }] });
    await register(app, batch, aRegistrationBody(number + 1)).expect(201);
    const all = await several(batch, 'FFF');
    const twice = await enrolment(batch, 2);
    const made = await written([...all, twice]);
    expect(made.map((newcomer) => newcomer?.registration.sequence ?? null)).toEqual([2, null, 3, null]);
    expect(await rows(batch)).toHaveLength(3);
    expect((await taken(batch))[0]).toBe(3);
  });

  it('pass over who was registered a moment before the batch was theirs', async () => {
    const former = await aBatch(app.database);
    await register(app, former, aRegistrationBody(number)).expect(201);
    const batch = await aBatch(app.database);
    const all = await several(batch, 'MF');
    const overlap = new Overlap(app.database);
    const end = await overlap.held((tx) => app.app.get(EnrolMany).run(tx, all.slice(0, 1), true));
    const made = written(all);
    await overlap.overOrWaiting(made, 1);
    await end();
    expect((await made).map((newcomer) => newcomer?.registration.sequence ?? null)).toEqual([null, 2]);
  });

  it('leave each her own consent, audit entry and mail', async () => {
    const batch = await aBatch(app.database);
    const all = [await enrolment(batch, 0), await enrolment(batch, 1, { locale: 'en' }), await enrolment(batch, 2)];
    const made = await written(all);
    const ids = made.map((newcomer) => newcomer?.registration.id ?? '');
    const { reader } = app.database;
    const consents = await reader.findBy(Consent, { registrationId: In(ids) });
    const notices = await reader.findBy(ConsentNotice, { id: In(consents.map(({ noticeId }) => noticeId)) });
    const localeOf = (id: string) => {
      const { noticeId } = consents.find(({ registrationId }) => registrationId === id) ?? {};
      return notices.find((notice) => notice.id === noticeId)?.locale;
    };
    expect(ids.map(localeOf)).toEqual(['id', 'en', 'id']);
    expect(consents).toHaveLength(3);
    const entries = await reader.findBy(AuditEntry, { subjectId: In(ids), action: 'registration.confirmed' });
    expect(entries.map(({ actorKind }) => actorKind)).toEqual(['participant', 'participant', 'participant']);
    const mails = await reader.findBy(EmailMessage, { subjectId: In(ids) });
    expect(mails.map(({ template, locale }) => `${template} ${locale}`).sort()).toEqual([
      'registration-confirmed en',
      'registration-confirmed id',
      'registration-confirmed id',
    ]);
  });

  it('become people in one order, so that no two groups wait for each other', async () => {
    const batch = await aBatch(app.database);
    const drafts = (await several(batch, 'FMFMFM')).map(({ applicant }) => applicant);
    await app.database.transaction((tx) => app.app.get(KeepApplicant).people(tx, drafts));
    const asWritten: { readonly hash: string }[] = await app.database.reader.query(
      `SELECT nik_hash AS hash FROM participants ORDER BY ${engineName() === 'sqlite' ? 'rowid' : 'ctid'}`,
    );
    const last = asWritten.slice(-6).map(({ hash }) => hash);
    expect(last).toEqual(last.toSorted());
    expect(new Set(last)).toEqual(new Set(drafts.map(({ participant }) => participant.nikHash)));
  });

  it('keep new notices in one order, so that no two groups wait for each other', async () => {
    const batch = await aBatch(app.database);
    await app.database.transaction((tx) =>
      updateRows(tx, Office, { id: batch.officeId }, { email: 'baru@dinas.example' }),
    );
    const both = [await enrolment(batch, 0), await enrolment(batch, 1, { locale: 'en' })];
    const descending = both.toSorted((a, b) => b.consent.notice.textHash.localeCompare(a.consent.notice.textHash));
    await written(descending);
    const textHash = In(both.map(({ consent }) => consent.notice.textHash));
    const kept = await app.database.reader.find(ConsentNotice, { where: { textHash }, order: { id: 'ASC' } });
    const hashes = descending.map(({ consent }) => consent.notice.textHash);
    expect(kept.map((notice) => notice.textHash)).toEqual(hashes.toReversed());
  });

  describe('in one round of the event loop', () => {
    const request = (key?: string, body: unknown = {}): CreatingRequest => ({ route: 'POST', caller: 'us', key, body });
    const together = (all: readonly Enrolment[], requests: readonly CreatingRequest[] = []) =>
      Promise.all(all.map((one, index) => app.app.get(EnrolTogether).run(one, requests[index] ?? request())));

    it('go into one transaction', async () => {
      const batch = await aBatch(app.database);
      const made = await together(await several(batch, 'FMFM'));
      expect(made.map((newcomer) => newcomer?.registration.sequence)).toEqual([1, 2, 3, 4]);
      if (engineName() === 'sqlite') return;
      const transactions: object[] = await app.database.reader.query(
        'SELECT DISTINCT xmin FROM registrations WHERE batch_id = $1',
        [batch.id],
      );
      expect(transactions).toHaveLength(1);
    });

    it('are each tried alone when one of them is in the way of all, and nothing is done before', async () => {
      const batch = await aBatch(app.database);
      const twins = [request('a-key-of-two'), request('a-key-of-two'), request()];
      expect(await together(await several(batch, 'FFF'), twins)).toEqual([null, null, null]);
      expect(await rows(batch)).toEqual([]);
      expect(await taken(batch)).toEqual([0]);
    });

    it('are each tried alone when a door is shut to one of them', async () => {
      const batch = await aBatch(app.database);
      const [first, second] = await several(batch, 'FF');
      const requireOpen = () => {
        throw new Refusal('registration_closed');
      };
      const all = [first, { ...second, requireOpen }] as Enrolment[];
      expect(await together(all)).toEqual([null, null]);
      expect(await rows(batch)).toEqual([]);
    });

    it('are each tried alone when the database can not store what one of them tells', async () => {
      const batch = await aBatch(app.database);
      const [first, second] = await several(batch, 'FF');
      const all = [first, { ...second, answers: { ...second?.answers, channel: null } }] as unknown as Enrolment[];
      expect(await together(all)).toEqual([null, null]);
      expect(await rows(batch)).toEqual([]);
    });

    const onceAsked = (first: Enrolment | undefined, second: Enrolment | undefined, error: Error) => {
      const requireOpen = () => {
        throw error;
      };
      return together([first, { ...second, requireOpen }] as Enrolment[]);
    };

    it('are each tried alone when something is wrong with one of them that nobody foresaw', async () => {
      const [first, second] = await several(await aBatch(app.database), 'FF');
      expect(await onceAsked(first, second, new Error('broken'))).toEqual([null, null]);
    });

    it.each([new Busy(), new DiskFull()])('are all told $code, and nobody is tried again', async (error) => {
      const [first, second] = await several(await aBatch(app.database), 'FF');
      await expect(onceAsked(first, second, error)).rejects.toBe(error);
    });

    it('are not told that it failed when only the answer of the database got lost', async () => {
      const batch = await aBatch(app.database);
      const [first] = (await several(batch, 'F')) as [Enrolment];
      const commit = app.database.transaction.bind(app.database);
      jest.spyOn(app.database, 'transaction').mockImplementationOnce(async (work) => {
        await commit(work);
        throw new Busy();
      });
      const { id } = await app.app.get(WriteRegistration).run(first, request(`hilang-${batch.id}`));
      expect((await rows(batch)).map((row) => row.id)).toEqual([id]);
    });

    it('are without whoever wishes for more than a usual seat', async () => {
      const batch = await aBatch(app.database);
      const [first, second] = await several(batch, 'FF');
      const all = [first, { ...second, seat: { wish: 'extra', reason: 'Undangan' } }] as Enrolment[];
      expect((await together(all)).map((newcomer) => newcomer?.registration.sequence)).toEqual([1, undefined]);
    });
  });

  it('are all answered, whoever is among them', async () => {
    const batch = await aBatch(app.database, { capacity: 12 });
    await register(app, batch, aRegistrationBody(number)).expect(201);
    const bodies = Array.from({ length: 20 }, (_, who) => aRegistrationBody(number + who));
    const again = aRegistrationBody(number + 20);
    const asked = [
      ...bodies.map((body) => register(app, batch, body)),
      ...['one-key', 'one-key'].map((key) => register(app, batch, again, key)),
    ];
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status)).toEqual([409, ...Array.from({ length: 21 }, () => 201)]);
    const bodiesOf = answers.slice(1).map(({ body }) => body as Registered);
    expect(bodiesOf.at(-1)?.id).toBe(bodiesOf.at(-2)?.id);

    const all = await rows(batch);
    expect(all).toHaveLength(21);
    expect((await taken(batch))[0]).toBe(12);
    const waiting = all.filter(({ status }) => status === 'waitlisted').map(({ id }) => id);
    const told = new Map(bodiesOf.map(({ id, position }) => [id, position]));
    expect(waiting.map((id) => told.get(id))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(all.slice(0, 12).map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 'confirmed'));
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { updateRows } from '../../src/database/rows.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { RegistrationNotices } from '../../src/registrations/notices/registration-notices.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import type { RegistrationStatus } from '../../src/registrations/registration.rules.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, testStart, type TestApp } from '../support/test-app.js';
import { lastMessage, messagesOf, sources } from './registrants.js';

describe('notices: enqueueing', () => {
  let app: TestApp;
  let notices: RegistrationNotices;
  let staff: StaffMember;
  let batch: Batch;

  beforeAll(async () => {
    app = await startApp();
    notices = app.app.get(RegistrationNotices);
    staff = await aStaffMember(app.database);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.moveTo(testStart);
    batch = await aBatch(app.database, { capacity: 400 });
  });

  const registrationIn = (status: RegistrationStatus, given: Partial<Registration> = {}) =>
    aRegistrationRow(app.database, batch, { status, ...given });
  const post = (url: string, body: object = {}) =>
    app.http().post(`/api/v1${url}`).set(staff.authorization).send(body).expect(200);
  async function revised(revision: number): Promise<Batch> {
    await app.database.transaction((tx) => updateRows(tx, Batch, { id: batch.id }, { revision }));
    return app.database.reader.findOneByOrFail(Batch, { id: batch.id });
  }
  const change = { what: 'venue', before: 'Aula', after: 'Balai Pelatihan' } as const;

  const newsOfState = [
    [
      'submitted',
      'received',
      (...[tx, one]: Call) => notices.enrolled(tx, [{ registration: one, position: null }]),
      {},
      [],
    ],
    ['confirmed', 'confirmed', (...[tx, one]: Call) => notices.confirmed(tx, one), {}, ['ticket-qr', 'calendar']],
    ['waitlisted', 'waitlisted', (...[tx, one]: Call) => notices.waitlisted(tx, one, 3), { position: 3 }, []],
    ['confirmed', 'promoted', (...[tx, one]: Call) => notices.promoted(tx, one), {}, ['ticket-qr', 'calendar']],
    ['rejected', 'rejected', (...[tx, one]: Call) => notices.rejected(tx, one, 'Penuh'), { reason: 'Penuh' }, []],
  ] as const;
  type Call = Parameters<RegistrationNotices['confirmed']>;

  describe('the news of a registration', () => {
    it.each(newsOfState)('%s: one mail, registration-%s', async (status, state, tell, data, attached) => {
      const registration = await registrationIn(status, { locale: 'en', revision: 4 });
      await app.database.transaction((tx) => tell(tx, registration));
      await app.database.transaction((tx) => tell(tx, registration));
      const [message, ...more] = await messagesOf(app, registration);
      expect(more).toEqual([]);
      expect(message).toMatchObject({
        officeId: batch.officeId,
        template: `registration-${state}`,
        dedupeKey: `registration.${state}:${registration.id}:4`,
        recipientName: registration.name,
        recipientAddress: registration.email,
        locale: 'en',
        data,
        attachments: attached.map((source) => ({ source, id: registration.id })),
        status: 'pending',
        nextAttemptAt: testStart,
      });
    });

    it('goes with its transaction', async () => {
      const registration = await registrationIn('confirmed');
      const failing = app.database.transaction(async (tx) => {
        await notices.confirmed(tx, registration);
        throw new Error('on second thought');
      });
      await expect(failing).rejects.toThrow('on second thought');
      expect(await messagesOf(app, registration)).toEqual([]);
    });

    it('is told to nobody without an address', async () => {
      const registration = await registrationIn('confirmed', { email: null });
      const changed = await revised(1);
      await app.database.transaction(async (tx) => {
        await notices.confirmed(tx, registration);
        await notices.batchChanged(tx, changed, [change]);
      });
      expect(await messagesOf(app, registration)).toEqual([]);
    });

    it('sends the link again at most once in an hour', async () => {
      const registration = await registrationIn('submitted');
      for (const minutes of [0, 59, 1]) {
        app.clock.moveBySeconds(minutes * 60);
        await app.database.transaction((tx) => notices.linkAgain(tx, registration));
      }
      const keys = (await messagesOf(app, registration)).map(({ dedupeKey }) => dedupeKey);
      expect(keys).toEqual([
        `registration.link:${registration.id}:2026-10-05T00`,
        `registration.link:${registration.id}:2026-10-05T01`,
      ]);
    });
  });

  describe('the end of a registration', () => {
    it.each([
      ['confirmed', ['calendar']],
      ['waitlisted', []],
    ] as const)('of one that was %s carries %j, and the reason', async (status, attached) => {
      const registration = await registrationIn(status);
      await post(`/registrations/${registration.id}/cancellation`, { reason: 'Atas permintaan sendiri' });
      const message = await lastMessage(app, registration);
      expect(message).toMatchObject({
        template: 'registration-cancelled',
        dedupeKey: `registration.cancelled:${registration.id}:2`,
        data: { reason: 'Atas permintaan sendiri' },
      });
      expect(sources(message)).toEqual(attached);
    });

    it('with its batch is one mail for each who was live, which takes the sessions out of calendars', async () => {
      await aSession(app.database, batch);
      const [confirmed, waiting] = [await registrationIn('confirmed'), await registrationIn('waitlisted')];
      const gone = await registrationIn('cancelled');
      await post(`/batches/${batch.id}/cancellation`, { reason: 'Gedung kebanjiran' });
      const [message, ...more] = await messagesOf(app, confirmed);
      expect(more).toEqual([]);
      expect(message).toMatchObject({
        template: 'batch-cancelled',
        dedupeKey: `batch.cancelled:${batch.id}:${confirmed.id}`,
        data: { reason: 'Gedung kebanjiran' },
        attachments: [{ source: 'calendar', id: confirmed.id }],
      });
      expect(sources(await lastMessage(app, waiting))).toEqual([]);
      expect(await messagesOf(app, gone)).toEqual([]);
    });
  });

  describe('a change of the batch', () => {
    it('is told to everybody who is live, with a new ticket only to who has one', async () => {
      const [confirmed, submitted] = [await registrationIn('confirmed'), await registrationIn('submitted')];
      const over = [await registrationIn('rejected'), await registrationIn('cancelled')];
      const changed = await revised(7);
      for (let times = 0; times < 2; times += 1) {
        await app.database.transaction((tx) => notices.batchChanged(tx, changed, [change]));
      }
      const [message, ...more] = await messagesOf(app, confirmed);
      expect(more).toEqual([]);
      expect(message).toMatchObject({
        template: 'batch-changed',
        dedupeKey: `batch.changed:${batch.id}:7:${confirmed.id}`,
        data: { revision: 7, changes: [change] },
      });
      expect(message && sources(message)).toEqual(['ticket-qr', 'calendar']);
      expect(sources(await lastMessage(app, submitted))).toEqual([]);
      for (const one of over) expect(await messagesOf(app, one)).toEqual([]);
    });

    it('reaches everybody of a full hall once, however often it is told', async () => {
      const registrations: Registration[] = [];
      while (registrations.length < 130) registrations.push(await registrationIn('confirmed'));
      const changed = await revised(1);
      const tellAll = () => app.database.transaction((tx) => notices.batchChanged(tx, changed, [change]));
      await Promise.all([tellAll(), tellAll(), tellAll()]);
      const told = await app.database.reader.findBy(EmailMessage, { template: 'batch-changed' });
      const subjects = told
        .map(({ subjectId }) => subjectId)
        .filter((id) => registrations.some((one) => one.id === id));
      expect(new Set(subjects).size).toBe(130);
      expect(subjects).toHaveLength(130);
    });
  });
});

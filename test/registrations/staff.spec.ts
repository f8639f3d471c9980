import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistration, aRegistrationBody, register, tokenOf, type Registered } from '../factories/registration.js';
import { anOffice, aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, testStart, type TestApp } from '../support/test-app.js';

describe('registrations as the staff see them', () => {
  interface Page {
    readonly items: { readonly id: string; readonly name: string; readonly position?: number }[];
    readonly next: string | null;
  }

  let app: TestApp;
  let staff: StaffMember;

  beforeAll(async () => {
    app = await startApp({ registrationsPerAddressPerHour: 500 });
    staff = await aStaffMember(app.database);
  });
  afterAll(() => app.close());
  beforeEach(() => {
    app.clock.moveTo(testStart);
  });

  const post = (url: string, body: object = {}, by = staff) =>
    app.http().post(`/api/v1${url}`).set(by.authorization).send(body);
  const get = (url: string, by = staff) => app.http().get(`/api/v1${url}`).set(by.authorization);
  const templates = async (id: string): Promise<string[]> =>
    (await app.database.reader.find(EmailMessage, { where: { subjectId: id }, order: { id: 'ASC' } })).map(
      ({ template }) => template,
    );

  describe('admission', () => {
    let batch: Batch;
    let registered: Registered;

    beforeEach(async () => {
      batch = await aBatch(app.database, { capacity: 1, admission: 'selection' });
      registered = await aRegistration(app, batch, 1);
    });

    it('begins with `submitted`, and every decision is mailed', async () => {
      expect(registered.status).toBe('submitted');
      const waiting = await post(`/registrations/${registered.id}/admission`, { decision: 'waitlist' });
      expect([waiting.status, waiting.body.status, waiting.body.position]).toEqual([200, 'waitlisted', 1]);
      const confirmed = await post(`/registrations/${registered.id}/admission`, { decision: 'confirm' });
      expect(confirmed.body.status).toBe('confirmed');
      expect(await templates(registered.id)).toEqual([
        'registration-received',
        'registration-waitlisted',
        'registration-confirmed',
      ]);
    });

    it('keeps the reason of a rejection and mails it', async () => {
      const reason = 'Kuota kegiatan telah terpenuhi.';
      const { body } = await post(`/registrations/${registered.id}/admission`, { decision: 'reject', reason });
      expect(body).toMatchObject({ status: 'rejected', reason });
      const again = await post(`/registrations/${registered.id}/admission`, { decision: 'confirm' });
      expect([again.status, again.body.code]).toEqual([409, 'registration_rejected']);
    });

    it('is refused when the batch is full, or the group', async () => {
      await post(`/registrations/${registered.id}/admission`, { decision: 'confirm' });
      const second = await aRegistration(app, batch, 2);
      const full = await post(`/registrations/${second.id}/admission`, { decision: 'confirm' });
      expect([full.status, full.body.code]).toEqual([409, 'batch_full']);
      const quotas = [{ gender: 'female', capacity: 0 }];
      const limited = await aBatch(app.database, { admission: 'selection', quotas });
      const third = await aRegistration(app, limited, 3);
      const group = await post(`/registrations/${third.id}/admission`, { decision: 'confirm' });
      expect([group.status, group.body.code]).toEqual([409, 'quota_full']);
    });

    it('is for organisers of the office', async () => {
      const attendant = await aStaffMember(app.database, { role: 'attendant' });
      const stranger = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
      const url = `/registrations/${registered.id}`;
      for (const [path, body] of [
        ['admission', { decision: 'confirm' }],
        ['cancellation', {}],
        ['nik-disclosures', {}],
      ] as const) {
        expect((await post(`${url}/${path}`, body, attendant)).status).toBe(403);
        const foreign = await post(`${url}/${path}`, body, stranger);
        expect([foreign.status, foreign.body.code]).toEqual([404, 'registration_not_found']);
      }
      expect((await get(url, stranger)).status).toBe(404);
      expect((await get(`/batches/${batch.id}/registrations`, stranger)).status).toBe(404);
    });
  });

  describe('cancelling', () => {
    it('is over once the event is', async () => {
      const batch = await aBatch(app.database);
      const session = await aSession(app.database, batch);
      const registered = await aRegistration(app, batch, 10);
      const url = `/api/v1/public/registrations/${tokenOf(registered)}/cancellation`;
      app.clock.moveTo(session.endsAt);
      const late = await app.http().post(url);
      expect([late.status, late.body.code]).toEqual([409, 'batch_ended']);
      app.clock.moveTo(new Date(session.endsAt.getTime() - 1));
      const intime = await app.http().post(url);
      expect([intime.status, intime.body.status]).toEqual([200, 'cancelled']);
      app.clock.moveTo(session.endsAt);
      expect((await app.http().post(url)).status).toBe(200);
      expect(await templates(registered.id)).toEqual(['registration-confirmed', 'registration-cancelled']);
    });

    it('opens nothing to a token of another purpose, version or making', async () => {
      const batch = await aBatch(app.database);
      const registered = await aRegistration(app, batch, 11);
      const own = await app.http().get(`/api/v1/public/registrations/${tokenOf(registered)}`);
      expect(own.body).toMatchObject({ status: 'confirmed', participant: { name: 'Hj. Siti Rahmah 11' } });
      expect(JSON.stringify(own.body)).not.toMatch(/6371|"phone|\+62|email/);
      const flipped = `${tokenOf(registered).slice(0, -2)}AA`;
      for (const token of [own.body.ticket as string, flipped, registered.code, 'x'.repeat(44), '%00']) {
        const { status, body } = await app.http().get(`/api/v1/public/registrations/${token}`);
        expect([status, body.code]).toEqual([404, 'registration_not_found']);
      }
      await app.database.transaction((tx) => tx.increment(Registration, { id: registered.id }, 'tokenVersion', 1));
      expect((await app.http().get(`/api/v1/public/registrations/${tokenOf(registered)}`)).status).toBe(404);
    });
  });

  describe('the list', () => {
    let batch: Batch;
    let people: Registered[];

    beforeAll(async () => {
      app.clock.moveTo(testStart);
      batch = await aBatch(app.database, { capacity: 3 });
      people = [];
      for (const [index, name] of ['Hj. Aminah', 'SITI 100%', 'siti_nur', 'Budi', 'Noor'].entries()) {
        people.push(await aRegistration(app, batch, 20 + index, { participant: { name } }));
      }
    });

    const listed = async (query: string, by = staff): Promise<Page> =>
      (await get(`/batches/${batch.id}/registrations?${query}`, by)).body as Page;
    const names = async (query: string): Promise<string[]> => (await listed(query)).items.map(({ name }) => name);

    it('pages by key in order of registering', async () => {
      const seen: string[] = [];
      for (let after = ''; ;) {
        const { items, next } = await listed(`limit=2${after}`);
        seen.push(...items.map(({ id }) => id));
        if (next === null) break;
        after = `&after=${next}`;
      }
      expect(seen).toEqual(people.map(({ id }) => id));
    });

    it('finds by part of a name in any case, by code, by state; wildcards are letters', async () => {
      expect(await names('q=SITI')).toEqual(['SITI 100%', 'siti_nur']);
      expect(await names('q=%25')).toEqual(['SITI 100%']);
      expect(await names('q=_')).toEqual(['siti_nur']);
      expect(await names('q=%5C')).toEqual([]);
      expect(await names(`q=${people[3]!.code.toLowerCase().replace('-', '')}`)).toEqual(['Budi']);
      expect(await names('status=waitlisted')).toEqual(['Budi', 'Noor']);
      const { items } = await listed('status=waitlisted');
      expect(items.map(({ position }) => position)).toEqual([1, 2]);
    });

    it('shows an attendant names and codes, no contact', async () => {
      const attendant = await aStaffMember(app.database, { role: 'attendant' });
      const { items } = await listed('', attendant);
      expect(Object.keys(items[0] ?? {}).sort()).toEqual(['batchId', 'code', 'id', 'name', 'regencyCode', 'status']);
    });

    it('shows an organiser everything but the NIK', async () => {
      const { body } = await get(`/batches/${batch.id}/registrations`);
      expect(body.items[0]).toMatchObject({
        nik: '6371************',
        phone: '+6281250000020',
        enterprise: { kind: 'umkm', name: 'Kue Lam 20' },
        channel: 'online',
        role: 'owner',
      });
    });
  });

  describe('finding again', () => {
    const lookUp = (code: string, phoneLast4: string) =>
      app.http().post('/api/v1/public/registration-lookups').send({ code, phoneLast4 });

    it('gives the link for code and phone, and one answer for everything else', async () => {
      const batch = await aBatch(app.database);
      const { code, manageUrl } = await aRegistration(app, batch, 30);
      expect((await lookUp(code.toLowerCase(), '0030')).body).toEqual({ manageUrl });
      const answers = [await lookUp(code, '9999'), await lookUp('ZZZZ-ZZZZ', '0030'), await lookUp('-', '0030')];
      const [first] = answers;
      for (const { status, body } of answers) {
        expect(status).toBe(404);
        expect(body).toMatchObject({ code: 'lookup_failed', detail: first!.body.detail });
      }
    });

    it('lets no more than five of many guesses at once be tried', async () => {
      const batch = await aBatch(app.database);
      const { code } = await aRegistration(app, batch, 32);
      const guesses = Array.from({ length: 12 }, (_, number) => lookUp(code, String(9000 + number)));
      const statuses = (await Promise.all(guesses)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 404)).toHaveLength(5);
      expect(statuses.filter((status) => status === 429)).toHaveLength(7);
      app.clock.moveBySeconds(3601);
    });

    it('ends after five failures with one code, even with the right phone', async () => {
      const batch = await aBatch(app.database);
      const { code } = await aRegistration(app, batch, 31);
      for (let attempt = 0; attempt < 5; attempt += 1) expect((await lookUp(code, '9999')).status).toBe(404);
      expect((await lookUp(code, '0031')).status).toBe(429);
      app.clock.moveBySeconds(3601);
      expect((await lookUp(code, '0031')).status).toBe(200);
    });
  });

  describe('a change of the batch', () => {
    it('is mailed once to everybody whose registration is live', async () => {
      const batch = await aBatch(app.database, { capacity: 1, venueName: 'Aula Kayuh Baimbai' });
      const session = await aSession(app.database, batch);
      const seated = await aRegistration(app, batch, 40);
      const waiting = await aRegistration(app, batch, 41);
      const startsAt = '2026-10-20T09:00:00+08:00';
      const moved = await app
        .http()
        .patch(`/api/v1/sessions/${session.id}`)
        .set(staff.authorization)
        .send({ startsAt });
      expect([moved.status, moved.body.startsAt]).toEqual([200, '2026-10-20T01:00:00.000Z']);
      for (const { id } of [seated, waiting]) expect(await templates(id)).toContain('batch-changed');
      const added = await post(`/batches/${batch.id}/sessions`, {
        title: 'Foto produk',
        startsAt: '2026-10-21T08:00:00+08:00',
        endsAt: '2026-10-21T11:00:00+08:00',
        lessonHours: 4,
      });
      expect(added.status).toBe(201);
      const removed = await app
        .http()
        .delete(`/api/v1/sessions/${added.body.id as string}`)
        .set(staff.authorization);
      expect(removed.status).toBe(204);
      const told = await app.database.reader.countBy(EmailMessage, { subjectId: seated.id, template: 'batch-changed' });
      expect(told).toBe(3);
    });

    it('tells nobody of a draft', async () => {
      const draft = await aBatch(app.database, { status: 'draft', publishedAt: null });
      const before = await app.database.reader.count(EmailMessage);
      const change = { venue: { name: 'Aula Baru', address: 'Jl. Baru 1', regencyCode: '63.71' } };
      const { status } = await app.http().patch(`/api/v1/batches/${draft.id}`).set(staff.authorization).send(change);
      expect(status).toBe(200);
      expect(await app.database.reader.count(EmailMessage)).toBe(before);
    });

    it('that calls it off cancels all who live and mails them, once', async () => {
      const batch = await aBatch(app.database, { capacity: 1 });
      const people = [await aRegistration(app, batch, 50), await aRegistration(app, batch, 51)];
      const gone = await aRegistration(app, batch, 52);
      await app.http().post(`/api/v1/public/registrations/${tokenOf(gone)}/cancellation`);
      const reason = 'Narasumber berhalangan.';
      const { status, body } = await post(`/batches/${batch.id}/cancellation`, { reason });
      expect([status, body.status, body.taken]).toEqual([200, 'cancelled', 0]);
      for (const { id } of people) {
        const row = await app.database.reader.findOneByOrFail(Registration, { id });
        expect([row.status, row.reason]).toEqual(['cancelled', reason]);
        expect((await templates(id)).filter((template) => template === 'batch-cancelled')).toHaveLength(1);
      }
      expect(await templates(gone.id)).not.toContain('batch-cancelled');
      const again = await post(`/batches/${batch.id}/cancellation`, { reason });
      expect([again.status, again.body.code]).toEqual([409, 'batch_already_cancelled']);
      expect((await register(app, batch, aRegistrationBody(53))).body.code).toBe('batch_cancelled');
      expect((await post(`/batches/${batch.id}/cancellation`, {})).status).toBe(422);
    });
  });

  it('registrations of one address are limited per hour', async () => {
    const strict = await startApp({ registrationsPerAddressPerHour: 3 });
    const batch = await aBatch(strict.database);
    for (let number = 1; number <= 3; number += 1) await aRegistration(strict, batch, number);
    const { status, headers } = await register(strict, batch, aRegistrationBody(4));
    expect([status, headers['retry-after']]).toEqual([429, '3600']);
    strict.clock.moveBySeconds(3600);
    expect((await register(strict, batch, aRegistrationBody(4))).status).toBe(201);
    await strict.close();
  });
});

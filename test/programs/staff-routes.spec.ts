import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Keyring } from '../../src/kernel/keyring.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram, aTrainer } from '../factories/program.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice, aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';

describe('planning over HTTP', () => {
  let app: TestApp;
  let staff: StaffMember;

  beforeAll(async () => {
    app = await startApp();
    staff = await aStaffMember(app.database);
  });

  afterAll(() => app.close());

  const send = (method: 'post' | 'patch' | 'delete', path: string, body?: object, by = staff) =>
    app.http()[method](`/api/v1${path}`).set(by.authorization).send(body);
  const venue = { name: 'Aula', address: 'Jl. A. Yani', regencyCode: '63.72' };
  const program = { kind: 'bimtek', title: 'Bimtek Kemasan', fiscalYear: 2026, fundingSource: 'apbd' };
  const batch = {
    venue,
    capacity: 30,
    admission: 'automatic',
    registrationOpensAt: '2026-10-05T08:00:00+08:00',
    registrationClosesAt: '2026-10-12T16:00:00+08:00',
  };
  const fields = (answer: { body: { errors: { field: string; code: string }[] } }) =>
    answer.body.errors.map(({ field, code }) => `${field} ${code}`).sort();

  it('adds a program once per idempotency key, and refuses another body under it', async () => {
    const add = (body: object) => send('post', '/programs', body).set('idempotency-key', 'program-1');
    const first = await add(program);
    expect([first.status, first.body.minimumAttendance]).toEqual([201, 75]);
    expect((await add({ ...program })).body).toEqual(first.body);
    const other = await add({ ...program, title: 'Lain' });
    expect([other.status, fields(other)]).toEqual([422, ['Idempotency-Key idempotency_key_reused']]);
  });

  it('names every field at fault, nested ones and unknown ones, and takes null for no list', async () => {
    const { id } = await aProgram(app.database, { officeId: staff.officeId });
    const bad = await send('post', `/programs/${id}/batches`, {
      ...batch,
      venue: { ...venue, regencyCode: '99.99' },
      capacity: 0,
      registrationClosesAt: '2026-02-30T00:00:00Z',
      quotas: [{ criterion: { regencyCode: 'x' }, capacity: -1 }],
      office: 'other',
    });
    expect(bad.status).toBe(422);
    expect(fields(bad)).toEqual([
      'capacity too_small',
      'office unknown_field',
      'quotas.0.capacity too_small',
      'quotas.0.criterion.regencyCode regency_unknown',
      'registrationClosesAt not_instant',
      'venue.regencyCode regency_unknown',
    ]);
    const { id: batchId } = await aBatch(app.database, { officeId: staff.officeId });
    const none = await send('patch', `/batches/${batchId}`, { quotas: null, venue: null });
    expect([none.status, fields(none)]).toEqual([422, ['quotas required', 'venue required']]);
  });

  it('takes a number in quotes for no number, and one mailbox twice for one too many', async () => {
    const quoted = await send('post', '/programs', { ...program, fiscalYear: '2026', minimumAttendance: 'x' });
    expect(fields(quoted)).toEqual(['fiscalYear not_whole_number', 'minimumAttendance not_whole_number']);
    const contacts = (...emails: unknown[]) => emails.map((email) => ({ name: 'Ibu Ani', email }));
    const partner = (...emails: unknown[]) =>
      send('post', '/partners', { name: 'Dekranas', kind: 'dekranas', contacts: contacts(...emails) });
    expect(fields(await partner('ani@mitra.example', 'Ani@Mitra.example'))).toEqual(['contacts not_unique']);
    expect(fields(await partner(undefined, undefined))).toEqual([
      'contacts.0.email required',
      'contacts.1.email required',
    ]);
  });

  it('tells which other session a trainer is in, and frees back-to-back hours', async () => {
    const trainer = await aTrainer(app.database, { officeId: staff.officeId });
    const [one, two] = [await aBatch(app.database), await aBatch(app.database, { venueName: 'Gedung lain' })];
    const session = (from: string, to: string) => ({
      title: 'Sesi',
      startsAt: `2026-10-20T${from}:00+08:00`,
      endsAt: `2026-10-20T${to}:00+08:00`,
      lessonHours: 4,
      trainerIds: [trainer.id],
    });
    const first = await send('post', `/batches/${one.id}/sessions`, session('08:00', '11:00'));
    expect(first.status).toBe(201);
    const clash = await send('post', `/batches/${two.id}/sessions`, session('10:59', '12:00'));
    expect([clash.status, clash.body.code, clash.body.sessionId]).toEqual([409, 'trainer_busy', first.body.id]);
    expect((await send('post', `/batches/${two.id}/sessions`, session('11:00', '12:00'))).status).toBe(201);
  });

  it('keeps a session in which somebody was marked', async () => {
    const held = await aBatch(app.database);
    const [session] = [await aSession(app.database, held), await aSession(app.database, held, { room: 'Kelas B' })];
    const registration = await aRegistrationRow(app.database, held);
    const ticket = app.app.get(Keyring).token('ticket', registration.id, 1);
    expect((await send('post', `/sessions/${session.id}/check-ins`, { ticket })).status).toBe(201);
    const removal = await send('delete', `/sessions/${session.id}`);
    expect([removal.status, removal.body.code]).toEqual([409, 'session_has_attendance']);
  });

  it('is closed to attendants and to other offices', async () => {
    const attendant = await aStaffMember(app.database, { role: 'attendant' });
    const foreign = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
    const { id } = await aBatch(app.database, { officeId: staff.officeId });
    expect((await send('post', '/programs', program, attendant)).status).toBe(403);
    expect((await send('patch', `/batches/${id}`, { capacity: 5 }, foreign)).status).toBe(404);
    expect((await app.http().get(`/api/v1/batches/${id}`).set(foreign.authorization)).body.code).toBe(
      'batch_not_found',
    );
  });

  it('pages its lists by key', async () => {
    const own = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
    for (const title of ['A', 'B', 'C']) await aProgram(app.database, { officeId: own.officeId, title });
    const list = async (query: string) =>
      (await app.http().get(`/api/v1/programs?${query}`).set(own.authorization)).body;
    const first = await list('limit=2');
    const second = await list(`limit=2&after=${String(first.next)}`);
    const titles = [...first.items, ...second.items].map(({ title }: { title: string }) => title);
    expect([titles, second.next]).toEqual([['A', 'B', 'C'], null]);
    for (const bad of ['limit=0', 'limit=1e9', 'limit=', 'after=x']) {
      expect((await app.http().get(`/api/v1/programs?${bad}`).set(own.authorization)).status).toBe(422);
    }
  });
});

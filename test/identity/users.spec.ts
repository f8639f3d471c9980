import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BadSettings } from '../../src/config/settings.js';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { FirstStart } from '../../src/identity/first-start.js';
import { User } from '../../src/identity/user.entity.js';
import { Office } from '../../src/identity/office.entity.js';
import { anOffice, aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';

const sari = { email: 'sari@dinas.example', name: 'Sari', role: 'organizer' };

describe('the staff of an office', () => {
  let app: TestApp;
  let admin: StaffMember;

  beforeEach(async () => {
    app = await startApp();
    admin = await aStaffMember(app.database, { role: 'administrator', name: 'Rusdiana' });
  });

  afterEach(() => app.close());

  const add = (body: object, headers: Record<string, string> = {}) =>
    app
      .http()
      .post('/api/v1/users')
      .set({ ...admin.authorization, ...headers })
      .send(body);
  const patch = (id: string, body: object, by = admin) =>
    app.http().patch(`/api/v1/users/${id}`).set(by.authorization).send(body);

  it('gives the same answer to the same request, until its link was used', async () => {
    const key = { 'idempotency-key': 'add-sari' };
    const first = await add(sari, key);
    const again = await add(sari, key);
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
    expect((await add({ ...sari, name: 'Another' }, key)).status).toBe(422);
    const chosen = { password: 'rumah kuning di tepi sungai', again: 'rumah kuning di tepi sungai' };
    await app.http().post(new URL(first.body.passwordLink).pathname).type('form').send(chosen);
    expect((await add(sari, key)).body).toEqual({ ...first.body, active: true, passwordLink: null });
  });

  it('is managed by administrators alone, and each office sees its own', async () => {
    const organizer = await aStaffMember(app.database, { role: 'organizer' });
    const attendant = await aStaffMember(app.database, { role: 'attendant' });
    const elsewhere = await aStaffMember(app.database, {
      role: 'administrator',
      officeId: await anOffice(app.database, { name: 'Dinas Lain' }),
    });
    for (const { authorization } of [organizer, attendant]) {
      const { userId } = organizer;
      const asked = [
        app.http().get('/api/v1/users').set(authorization),
        app.http().post('/api/v1/users').set(authorization).send(sari),
        app.http().patch(`/api/v1/users/${userId}`).set(authorization).send({ role: 'administrator' }),
        app.http().post(`/api/v1/users/${userId}/password-links`).set(authorization),
        app.http().patch('/api/v1/office').set(authorization).send({ name: 'Mine' }),
      ];
      for (const answer of await Promise.all(asked)) expect(answer.body.code).toBe('role_not_allowed');
      expect((await app.http().get('/api/v1/office').set(authorization)).status).toBe(200);
    }
    const list = await app.http().get('/api/v1/users').set(elsewhere.authorization);
    expect(list.body.items.map(({ id }: { id: string }) => id)).toEqual([elsewhere.userId]);
    expect((await patch(organizer.userId, { disabled: true }, elsewhere)).body.code).toBe('user_not_found');
    const link = `/api/v1/users/${organizer.userId}/password-links`;
    expect((await app.http().post(link).set(elsewhere.authorization)).status).toBe(404);
  });

  it('is listed in pages', async () => {
    for (const name of ['Aini', 'Budi', 'Citra']) await aStaffMember(app.database, { name });
    const page = (query: string) => app.http().get(`/api/v1/users?${query}`).set(admin.authorization);
    const first = (await page('limit=3')).body;
    const second = (await page(`limit=3&after=${String(first.next)}`)).body;
    const names = [...first.items, ...second.items].map(({ name }: { name: string }) => name);
    expect(names).toEqual(['Rusdiana', 'Aini', 'Budi', 'Citra']);
    expect(second.next).toBeNull();
  });

  it('loses access at once when disabled or given a lesser role, and the trail tells who did it', async () => {
    const other = await aStaffMember(app.database, { role: 'organizer' });
    const me = () => app.http().get('/api/v1/me').set(other.authorization);
    expect((await patch(other.userId, { role: 'attendant', name: 'Noor A.' })).body).toMatchObject({
      role: 'attendant',
      name: 'Noor A.',
    });
    expect((await me()).body.role).toBe('attendant');
    await patch(other.userId, { disabled: true });
    expect((await me()).status).toBe(401);
    await patch(other.userId, { disabled: false });
    expect((await me()).status).toBe(401);
    const trail = await app.database.reader.findBy(AuditEntry, { subjectId: other.userId });
    expect(new Set(trail.map(({ actorId }) => actorId))).toEqual(new Set([admin.userId]));
    expect(trail.map(({ action }) => action).sort()).toEqual([
      'user.changed',
      'user.changed',
      'user.changed',
      'user.sessions_ended',
    ]);
  });

  it('has no access while disabled, whatever sessions there are', async () => {
    const { userId, authorization } = await aStaffMember(app.database);
    const me = () => app.http().get('/api/v1/me').set(authorization);
    expect((await me()).status).toBe(200);
    await app.database.transaction((tx) => tx.update(User, { id: userId }, { disabledAt: app.clock.now() }));
    expect((await me()).status).toBe(401);
  });

  it('keeps an administrator who can sign in, also when two go at once', async () => {
    const second = await aStaffMember(app.database, { role: 'administrator' });
    expect((await patch(admin.userId, { role: 'organizer' })).body.code).toBe('last_administrator');
    await app.database.transaction((tx) => tx.update(User, { role: 'administrator' }, { passwordHash: 'set' }));
    const answers = await Promise.all([
      patch(admin.userId, { role: 'attendant' }, second),
      patch(second.userId, { role: 'attendant' }, admin),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await app.database.reader.countBy(User, { role: 'administrator' })).toBe(1);
  });
});

describe('the first start', () => {
  it('takes no password that is too short, and leaves nothing behind', async () => {
    const app = await startApp({ adminPassword: 'umkm-1' });
    await expect(app.app.get(FirstStart).run()).rejects.toThrow(BadSettings);
    expect(await app.database.reader.count(Office)).toBe(0);
    await app.close();
  });

  it('makes one of links that two processes tell at once the one that counts, and a fresh one each start', async () => {
    const app = await startApp({ adminEmail: undefined, adminPassword: undefined });
    const first = await app.app.get(FirstStart).run();
    const second = await app.app.get(FirstStart).run();
    const statusOf = async (link: string | null) => (await app.http().get(new URL(link ?? '').pathname)).status;
    expect([await statusOf(first), await statusOf(second)]).toEqual([404, 200]);
    await app.close();
  });

  it('tells by which address its administrator signs in', async () => {
    const app = await startApp({ adminEmail: undefined, adminPassword: undefined });
    const path = new URL((await app.app.get(FirstStart).run()) ?? '').pathname;
    expect((await app.http().get(path)).text).toContain('admin@localhost');
    const form = { password: 'rahasia-sekali-2026', again: 'rahasia-sekali-2026' };
    await app.http().post(path).type('form').send(form).expect(303);
    await app.http().post('/api/v1/tokens').send({ email: 'admin@localhost', password: form.password }).expect(201);
    await app.close();
  });
});

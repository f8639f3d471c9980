import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { FirstStart } from '../../src/identity/first-start.js';
import { Office } from '../../src/identity/office.entity.js';
import { UserSession } from '../../src/identity/user-session.entity.js';
import { User } from '../../src/identity/user.entity.js';
import { startApp, type TestApp } from '../support/test-app.js';

const email = 'admin@dinas.example';
const password = 'rahasia-sekali-2026';

describe('identity', () => {
  let app: TestApp;
  const started: TestApp[] = [];

  beforeEach(async () => {
    app = await startApp();
    started.push(app);
    await app.app.get(FirstStart).run();
  });

  afterEach(async () => {
    await started.pop()?.close();
  });

  afterAll(() => Promise.all(started.map((one) => one.close())));

  const signIn = (given: object = {}) =>
    app
      .http()
      .post('/api/v1/tokens')
      .send({ email, password, ...given });
  const bearer = async () => ({ authorization: `Bearer ${String((await signIn()).body.token)}` });
  const me = (headers: Record<string, string>) => app.http().get('/api/v1/me').set(headers);

  it('begins with one office and one administrator, also when two processes start at once', async () => {
    const fresh = await startApp({ adminEmail: undefined, adminPassword: undefined });
    started.push(fresh);
    const links = await Promise.all([fresh.app.get(FirstStart).run(), fresh.app.get(FirstStart).run()]);
    expect(await fresh.database.reader.count(Office)).toBe(1);
    expect(await fresh.database.reader.count(User)).toBe(1);
    const pages = await Promise.all(links.map((link) => fresh.http().get(new URL(link ?? '').pathname)));
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 404]);
    await started.pop()?.close();
    expect(await app.app.get(FirstStart).run()).toBeNull();
  });

  it('gives a token for twelve hours, keeps only its hash, and takes it back', async () => {
    const { status, body } = await signIn();
    expect(status).toBe(201);
    expect(new Date(body.expiresAt).getTime() - app.clock.now().getTime()).toBe(12 * 3_600_000);
    const [session] = await app.database.reader.find(UserSession, { where: {} });
    expect(session?.tokenHash).not.toContain(body.token);
    const headers = { authorization: `Bearer ${String(body.token)}` };
    expect((await me(headers)).body).toMatchObject({ email, role: 'administrator' });
    expect((await app.http().delete('/api/v1/tokens/current').set(headers)).status).toBe(204);
    expect((await me(headers)).status).toBe(401);
    const second = await bearer();
    app.clock.moveBySeconds(12 * 3_600);
    expect((await me(second)).status).toBe(401);
  });

  it('answers alike for a wrong password and an unknown account', async () => {
    const wrong = await signIn({ password: 'wrong password' });
    const unknown = await signIn({ email: 'nobody@dinas.example' });
    expect([wrong.status, wrong.body]).toEqual([401, unknown.body]);
    const unstorable = await signIn({ email: 'admin\u0000@dinas.example' });
    expect([unstorable.status, unstorable.body]).toEqual([401, wrong.body]);
    expect(wrong.body.code).toBe('sign_in_failed');
  });

  it('stops guessing after five attempts and lets the owner in again later', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) expect((await signIn({ password: 'wrong' })).status).toBe(401);
    const blocked = await signIn();
    expect([blocked.status, blocked.body.code]).toEqual([429, 'too_many_attempts']);
    expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(0);
    expect((await signIn({ email: 'nobody@dinas.example' })).status).toBe(401);
    app.clock.moveBySeconds(15 * 60);
    expect((await signIn()).status).toBe(201);
  });

  it('adds users who set their password by a link, once, within a day', async () => {
    const admin = await bearer();
    const add = () =>
      app
        .http()
        .post('/api/v1/users')
        .set(admin)
        .send({ email: 'sari@dinas.example', name: 'Sari', role: 'organizer' });
    const { status, body } = await add();
    expect(status).toBe(201);
    expect((await add()).body.errors).toEqual([{ field: 'email', code: 'email_in_use', message: expect.any(String) }]);
    const path = new URL(body.passwordLink).pathname;
    const set = (chosen: string, again = chosen) =>
      app.http().post(path).type('form').send({ password: chosen, again });
    expect((await set('koperasi123')).status).toBe(422);
    expect((await set('rumah kuning', 'rumah hijau')).status).toBe(422);
    expect((await set('rumah kuning di tepi sungai')).status).toBe(303);
    expect((await set('rumah kuning di tepi sungai')).status).toBe(404);
    const sari = await signIn({ email: 'sari@dinas.example', password: 'rumah kuning di tepi sungai' });
    const headers = { authorization: `Bearer ${String(sari.body.token)}` };
    expect((await app.http().get('/api/v1/users').set(headers)).status).toBe(403);
    const disable = await app
      .http()
      .patch(`/api/v1/users/${String(body.id)}`)
      .set(admin)
      .send({ disabled: true });
    expect(disable.body.disabledAt).not.toBeNull();
    expect((await me(headers)).status).toBe(401);
    const again = await app
      .http()
      .post(`/api/v1/users/${String(body.id)}/password-links`)
      .set(admin);
    app.clock.moveBySeconds(24 * 3_600 + 1);
    expect((await app.http().get(new URL(again.body.passwordLink).pathname)).status).toBe(404);
  });

  it('always keeps an administrator', async () => {
    const admin = await bearer();
    const { id } = (await me(admin)).body;
    for (const change of [{ disabled: true }, { role: 'attendant' }]) {
      const answer = await app
        .http()
        .patch(`/api/v1/users/${String(id)}`)
        .set(admin)
        .send(change);
      expect([answer.status, answer.body.code]).toEqual([409, 'last_administrator']);
    }
  });

  it('signs browsers in by a cookie that scripts and other sites can’t use, and only to own paths', async () => {
    const enter = (next: string, typed = password) =>
      app.http().post('/masuk').type('form').send({ email, password: typed, next });
    const answer = await enter('/kegiatan');
    expect([answer.status, answer.headers.location]).toEqual([303, '/kegiatan']);
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Max-Age=604800;/);
    expect(cookie).not.toMatch(/Expires=/);
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      ' //evil.example',
      'https://evil.example',
      'javascript:alert(1)',
    ]) {
      expect((await enter(next)).headers.location).toBe('/console');
    }
    const refused = await enter('/', 'wrong');
    expect(refused.status).toBe(401);
    expect(refused.text).toContain(email);
    expect((await me({ cookie: cookie.split(';')[0] ?? '' })).status).toBe(401);
  });

  it('changes the office by rules, and leaves a trail', async () => {
    const admin = await bearer();
    const change = (body: object) => app.http().patch('/api/v1/office').set(admin).send(body);
    expect((await change({ certificateNumberPattern: '{kind}/{year}' })).status).toBe(422);
    expect((await change({ certificateNumberPattern: '{seq}/{oops}' })).status).toBe(422);
    expect((await change({ signatoryName: 'H. Gusti Rahmat' })).body.signatoryName).toBe('H. Gusti Rahmat');
    const actions = (await app.database.reader.find(AuditEntry, { where: {} })).map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(['user.signed_in', 'office.changed']));
  });

  it('is not ready when the database does not answer', async () => {
    await app.database.close();
    const { status, headers } = await app.http().get('/health/ready');
    expect([status, headers['retry-after']]).toEqual([503, '2']);
    expect((await app.http().get('/health/live')).status).toBe(200);
  });

  it('tells its health', async () => {
    expect((await app.http().get('/health/live')).body).toEqual({ status: 'ok' });
    expect((await app.http().get('/health/ready')).status).toBe(200);
    expect((await app.http().get('/metrics')).text).toContain('http_request_duration_seconds');
  });
});

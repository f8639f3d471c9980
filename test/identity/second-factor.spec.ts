import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { FirstStart } from '../../src/identity/first-start.js';
import { ManageSecondFactor } from '../../src/identity/manage-second-factor.js';
import { CheckSecondFactor } from '../../src/identity/check-second-factor.js';
import { SecondFactor } from '../../src/identity/second-factor.entity.js';
import { totpCode, totpStep } from '../../src/kernel/totp.js';
import { startApp, type TestApp } from '../support/test-app.js';

const email = 'admin@dinas.example';
const password = 'rahasia-sekali-2026';

describe('a code besides the password', () => {
  let app: TestApp;
  let cookie: string;
  let recovery: string[];

  beforeAll(async () => {
    app = await startApp();
    await app.app.get(FirstStart).run();
    const entered = await form('/masuk', { email, password });
    cookie = String(entered.headers['set-cookie']).split(';')[0] ?? '';
  });

  afterAll(() => app.close());

  const form = (path: string, body: object) =>
    app.http().post(path).type('form').set({ origin: 'http://localhost:3000', accept: 'text/html' }).send(body);
  const page = (path: string, body: object = {}) => form(`/console/keamanan/${path}`, body).set({ cookie });
  const signIn = async (code?: string) => {
    const { status, body } = await app.http().post('/api/v1/tokens').send({ email, password, code });
    return status === 201 ? 'in' : String(body.code);
  };
  const factor = async () => {
    const [row] = await app.database.reader.find(SecondFactor);
    if (row === undefined) throw new Error('There is no second factor.');
    return row;
  };
  /** Of now, or so many steps of 30 seconds later. */
  const code = async (steps = 0) =>
    totpCode(app.app.get(CheckSecondFactor).secretOf(await factor()), totpStep(app.clock.now()) + steps);

  it('is asked of nobody until its first code was right', async () => {
    const begun = await page('mulai');
    expect(begun.text).toMatch(/<code>[A-Z2-7]{32}<\/code>/);
    expect(await signIn()).toBe('in');
    expect((await page('aktifkan', { code: '000000' })).status).toBe(422);
    expect(await signIn()).toBe('in');
    const confirmed = await page('aktifkan', { code: await code() });
    recovery = [...confirmed.text.matchAll(/<code>([A-Z2-7-]{19})<\/code>/g)].map(([, one]) => one ?? '');
    expect(recovery).toHaveLength(10);
    expect((await page('mulai')).status).toBe(409);
    const again = await app.http().get('/console/keamanan').set({ cookie });
    expect(again.text).not.toContain(recovery[0]);
    expect(JSON.stringify(await factor())).not.toContain(recovery[0]);
  });

  it('is asked at sign-in, is good once, and none before it is good any more', async () => {
    app.clock.moveBySeconds(90);
    expect(await signIn()).toBe('second_factor_required');
    expect(await signIn('000000')).toBe('second_factor_wrong');
    const [earlier, now] = [await code(-1), await code()];
    expect((await Promise.all([signIn(now), signIn(now)])).sort()).toEqual(['in', 'second_factor_wrong']);
    expect(await signIn(earlier)).toBe('second_factor_wrong');
  });

  it('is asked on the page, which says nothing of the code to who knows no password', async () => {
    app.clock.moveBySeconds(1_800);
    const enter = (body: object) => form('/masuk', { email, password, ...body });
    const asked = await enter({});
    expect(asked.status).toBe(401);
    expect(asked.text).toContain('name="code"');
    expect((await enter({ password: 'salah-sekali-2026' })).text).not.toContain('name="code"');
    expect((await enter({ code: await code() })).status).toBe(303);
  });

  it('has codes on paper, each good once', async () => {
    const [first = ''] = recovery;
    expect(await signIn(first.toLowerCase().replaceAll('-', ' '))).toBe('in');
    expect(await signIn(first)).toBe('second_factor_wrong');
  });

  it('is guessed five times, and the right one then comes too late', async () => {
    app.clock.moveBySeconds(1_800);
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await signIn('000000')).toBe('second_factor_wrong');
    expect(await signIn(await code())).toBe('too_many_attempts');
  });

  it('is turned off by its code, or at the machine for who lost everything', async () => {
    app.clock.moveBySeconds(1_800);
    expect((await page('matikan', { code: '000000' })).status).toBe(422);
    expect((await page('matikan', { code: await code() })).status).toBe(303);
    expect(await signIn()).toBe('in');
    await page('mulai');
    await page('aktifkan', { code: await code() });
    expect(await signIn()).toBe('second_factor_required');
    await app.app.get(ManageSecondFactor).reset(email.toUpperCase());
    expect(await signIn()).toBe('in');
    const noted = await app.database.reader.find(AuditEntry, { order: { id: 'ASC' } });
    const own = noted.filter(({ action }) => action.startsWith('user.second_factor'));
    expect(own.map(({ action, actorKind }) => `${action.split('_').pop() ?? ''} ${actorKind}`)).toEqual([
      ...['on user', 'off user', 'on user', 'off system'],
    ]);
  });
});

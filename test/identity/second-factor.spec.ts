import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { FirstStart } from '../../src/identity/first-start.js';
import { ManageSecondFactor } from '../../src/identity/manage-second-factor.js';
import { CheckSecondFactor } from '../../src/identity/check-second-factor.js';
import { SecondFactor } from '../../src/identity/second-factor.entity.js';
import { User } from '../../src/identity/user.entity.js';
import { totpCode, totpStep } from '../../src/kernel/totp.js';
import { aStaffMember } from '../factories/staff.js';
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

  describe('is asked on a page of its own', () => {
    const enter = (body: object) => form('/masuk', body);
    const proofIn = (text: string) => /name="proof" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const begin = async () => proofIn((await enter({ email, password, next: '/console/mitra' })).text);
    const change = (row: Partial<User>) => app.database.transaction((tx) => tx.update(User, { email }, row));

    beforeEach(() => {
      app.clock.moveBySeconds(1_800);
    });

    it('without the password once more, and leads on from there', async () => {
      const asked = await enter({ email, password, next: '/console/mitra' });
      expect([asked.status, asked.headers['set-cookie']]).toEqual([200, undefined]);
      expect(asked.text).toContain('name="code"');
      expect(asked.text).not.toMatch(/name="password"|rahasia-sekali/);
      const proof = proofIn(asked.text);
      const wrong = await enter({ proof, code: '000000' });
      expect([wrong.status, proofIn(wrong.text), wrong.headers['set-cookie']]).toEqual([401, proof, undefined]);
      const right = { proof, code: await code(), next: '/console/mitra' };
      const entered = await enter(right);
      expect([entered.status, entered.headers.location]).toEqual([303, '/console/mitra']);
      expect(String(entered.headers['set-cookie'])).toMatch(/^bina_session=[\w-]{43};/);
      expect((await enter(right)).status).toBe(401);
    });

    it('to nobody who does not know the password', async () => {
      const refused = await enter({ email, password: 'salah-sekali-2026', code: await code() });
      expect([refused.status, proofIn(refused.text), refused.text.includes('name="code"')]).toEqual([401, '', false]);
    });

    it('for five minutes, to who showed the password that holds', async () => {
      const proof = await begin();
      const { passwordHash } = await app.database.reader.findOneByOrFail(User, { email });
      const over = async (given: string) => {
        const { status, text } = await enter({ proof: given, code: await code() });
        return [status, text.includes('Waktunya sudah habis'), proofIn(text)];
      };
      const other = await aStaffMember(app.database);
      await app.database.transaction((tx) => tx.update(User, { id: other.userId }, { passwordHash }));
      const [, sealed = ''] = proof.split('.');
      for (const made of [
        '',
        'x.y',
        `${other.userId}.${sealed}`,
        proof.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      ]) {
        expect({ made, over: await over(made) }).toEqual({ made, over: [401, true, ''] });
      }
      await change({ passwordHash: 'another' });
      expect(await over(proof)).toEqual([401, true, '']);
      await change({ passwordHash, disabledAt: app.clock.now() });
      expect(await over(proof)).toEqual([401, true, '']);
      await change({ disabledAt: null });
      app.clock.moveBySeconds(300);
      expect(await over(proof)).toEqual([401, true, '']);
    });

    it('four times at most, however often the password is typed between', async () => {
      const statuses = [];
      for (let guess = 0; guess < 2; guess += 1) {
        statuses.push((await enter({ proof: await begin(), code: '000000' })).status);
      }
      const proof = await begin();
      statuses.push((await enter({ proof, code: await code() })).status, (await enter({ email, password })).status);
      expect(statuses).toEqual([401, 401, 429, 429]);
    });
  });

  it('has codes on paper, each good once', async () => {
    app.clock.moveBySeconds(1_800);
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

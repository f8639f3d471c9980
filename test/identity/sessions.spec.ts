import { randomBytes } from 'node:crypto';
import { hashSync } from '@node-rs/argon2';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { FirstStart } from '../../src/identity/first-start.js';
import { ManageUsers } from '../../src/identity/manage-users.js';
import { OpenSession } from '../../src/identity/open-session.js';
import { Sessions } from '../../src/identity/sessions.js';
import { UserSession } from '../../src/identity/user-session.entity.js';
import { User } from '../../src/identity/user.entity.js';
import { Ticker } from '../../src/http/ticker.js';
import { Unauthenticated } from '../../src/kernel/problems.js';
import { aStaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { freshDatabase } from '../support/test-database.js';

const email = 'admin@dinas.example';
const password = 'rahasia-sekali-2026';
const hour = 3_600;

interface Jar {
  readonly name: string;
  readonly token: string;
  readonly header: string;
}

function jarOf(answer: { headers: Record<string, unknown> }): Jar {
  const [line = ''] = [answer.headers['set-cookie']].flat() as string[];
  const [, name = '', token = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  return { name, token, header: `${name}=${token}` };
}

describe('sessions', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startApp();
    await app.app.get(FirstStart).run();
  });

  afterEach(() => app.close());

  const post = (given: object = {}) =>
    app
      .http()
      .post('/api/v1/tokens')
      .send({ email, password, ...given });
  const enter = (cookie = '') =>
    app.http().post('/masuk').set('cookie', cookie).type('form').send({ email, password, next: '/' });
  const isOpen = async ({ token }: Jar) => (await app.app.get(Sessions).actorOf(token, 'cookie')) !== null;
  const actions = async () => (await app.database.reader.find(AuditEntry, { where: {} })).map(({ action }) => action);

  it('of a browser end after eight idle hours, and after seven days however busy', async () => {
    const idle = jarOf(await enter());
    app.clock.moveBySeconds(8 * hour);
    expect(await isOpen(idle)).toBe(true);
    app.clock.moveBySeconds(8 * hour + 1);
    expect(await isOpen(idle)).toBe(false);
    const busy = jarOf(await enter());
    for (let passed = 0; passed < 7 * 24 - 4; passed += 4) {
      expect({ passed, open: await isOpen(busy) }).toEqual({ passed, open: true });
      app.clock.moveBySeconds(4 * hour);
    }
    expect(await isOpen(busy)).toBe(true);
    app.clock.moveBySeconds(4 * hour);
    expect(await isOpen(busy)).toBe(false);
  });

  it('begin anew at each sign-in, end at sign-out, and leave a trail', async () => {
    const first = jarOf(await enter());
    const second = jarOf(await enter(first.header));
    expect(second.token).not.toBe(first.token);
    expect([await isOpen(first), await isOpen(second)]).toEqual([false, true]);
    const left = await app.http().post('/keluar').set('cookie', second.header);
    expect([left.status, left.headers.location, jarOf(left).token]).toEqual([303, '/', '']);
    expect(await isOpen(second)).toBe(false);
    expect((await actions()).filter((action) => action === 'user.signed_out')).toHaveLength(2);
    expect((await app.http().post('/keluar').set('cookie', second.header)).status).toBe(303);
  });

  it('are never those that a browser brought along', async () => {
    const chosen = randomBytes(32).toString('base64url');
    const entered = jarOf(await enter(`bina_session=${chosen}`));
    expect(entered.token).not.toBe(chosen);
    expect(await app.app.get(Sessions).actorOf(chosen, 'cookie')).toBeNull();
  });

  it('end everywhere when the password is set anew, and nobody else’s do', async () => {
    const { id, officeId } = await app.database.reader.findOneByOrFail(User, { email });
    const other = await aStaffMember(app.database, { officeId });
    const browsers = [jarOf(await enter()), jarOf(await enter())];
    const { token } = (await post()).body as { token: string };
    const link = new URL(await app.app.get(ManageUsers).link({ officeId, userId: id }, id));
    const again = 'rumah kuning di tepi sungai';
    await app.http().post(link.pathname).type('form').send({ password: again, again }).expect(303);
    expect(await Promise.all(browsers.map(isOpen))).toEqual([false, false]);
    const me = (authorization: string) => app.http().get('/api/v1/me').set({ authorization });
    expect((await me(`Bearer ${token}`)).status).toBe(401);
    expect((await me(other.authorization.authorization)).status).toBe(200);
    expect((await enter()).status).toBe(401);
  });

  it('of one kind are no use as the other', async () => {
    const { token } = jarOf(await enter());
    const asBearer = await app
      .http()
      .get('/api/v1/me')
      .set({ authorization: `Bearer ${token}` });
    expect(asBearer.status).toBe(401);
    const bearer = (await post()).body.token as string;
    expect(await app.app.get(Sessions).actorOf(bearer, 'cookie')).toBeNull();
  });

  it('are not opened when the password was changed or the user disabled since it was compared', async () => {
    const opening = app.app.get(OpenSession);
    const weak = (word: string) => hashSync(word, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    const change = (row: Partial<User>) => app.database.transaction((tx) => tx.update(User, { email }, row));
    await change({ passwordHash: weak(password) });
    const compared = await app.database.reader.findOneByOrFail(User, { email });
    const newer = weak('another password');
    await change({ passwordHash: newer });
    await expect(opening.run(compared, { password }, 'cookie')).rejects.toThrow(Unauthenticated);
    expect((await app.database.reader.findOneByOrFail(User, { email })).passwordHash).toBe(newer);
    await change({ passwordHash: compared.passwordHash, disabledAt: app.clock.now() });
    await expect(opening.run(compared, { password }, 'cookie')).rejects.toThrow(Unauthenticated);
    expect(await app.database.reader.count(UserSession)).toBe(0);
  });

  it('are forgotten a day after they ended', async () => {
    await post();
    app.clock.moveBySeconds(12 * hour + 24 * hour);
    await post();
    const count = () => app.database.reader.count(UserSession);
    await app.app.get(Ticker).tick();
    expect(await count()).toBe(2);
    app.clock.moveBySeconds(24 * hour);
    await app.app.get(Ticker).tick();
    expect(await count()).toBe(1);
  });
});

describe('signing in', () => {
  const started: TestApp[] = [];
  let app: TestApp;

  const start = async (...given: Parameters<typeof startApp>) => {
    const one = await startApp(...given);
    started.push(one);
    await one.app.get(FirstStart).run();
    return one;
  };

  beforeEach(async () => {
    app = await start();
  });

  afterEach(() => Promise.all(started.splice(0).map((one) => one.close())));

  const post = (given: object = {}, at = app) =>
    at
      .http()
      .post('/api/v1/tokens')
      .send({ email, password, ...given });

  it('remembers wrong guesses over a restart', async () => {
    const database = await freshDatabase();
    app = await start({}, database);
    for (let attempt = 0; attempt < 5; attempt += 1) await post({ password: 'wrong' });
    await Promise.all(started.splice(0).map((one) => one.close()));
    app = await start({}, database);
    expect((await post()).status).toBe(429);
  });

  it('lets no more than five of many guesses at once be tried', async () => {
    const guesses = Array.from({ length: 20 }, (_, number) => post({ password: `guess ${number}` }));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('counts the wrong guesses of one address over all accounts, and none of the right ones', async () => {
    for (let attempt = 0; attempt < 3; attempt += 1) expect((await post()).status).toBe(201);
    const statuses: number[] = [];
    for (let number = 0; number < 51; number += 1)
      statuses.push((await post({ email: `u${number}@x.example` })).status);
    expect(statuses.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => 401));
    expect(statuses[50]).toBe(429);
    expect((await post()).status).toBe(429);
  });

  it('notes failures alike for users and for nobody, without what was typed', async () => {
    await post({ password: 'wrong' });
    await post({ email: 'nobody@dinas.example' });
    const failures = await app.database.reader.findBy(AuditEntry, { action: 'user.sign_in_failed' });
    expect(failures.map(({ subjectType }) => subjectType).sort()).toEqual(['office', 'user']);
    expect(JSON.stringify(failures)).not.toMatch(/nobody|wrong/);
  });

  it('strengthens a hash of an earlier cost', async () => {
    const weak = hashSync(password, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await app.database.transaction((tx) => tx.update(User, { email }, { passwordHash: weak }));
    expect((await post()).status).toBe(201);
    const { passwordHash } = await app.database.reader.findOneByOrFail(User, { email });
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await post()).status).toBe(201);
  });

  it('gives browsers a cookie for this host alone when the site is served by https', async () => {
    const secure = await start({ publicUrl: 'https://bina.dinas.example' });
    const answer = await secure.http().post('/masuk').type('form').send({ email, password });
    const [line = ''] = [answer.headers['set-cookie']].flat() as string[];
    expect(line).toMatch(/^__Host-bina_session=[\w-]{43}; /);
    expect(line).toMatch(/; Path=\/(;|$)/);
    expect(line).toMatch(/; Secure(;|$)/);
    expect(line).not.toMatch(/Domain=/i);
  });
});

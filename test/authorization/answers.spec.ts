import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/test-app.js';
import { methodOf, type RouteName } from './address.js';
import { Asking, send } from './asking.js';
import { aFurnishedOffice, noon, type FurnishedOffice } from './furnished-office.js';
import { mailed } from './mailed.js';
import type { ActorName, PolicyName } from './policies.js';
import { rows } from './rows.js';

/** Mails as they look, and previews of them: in a frame of ours, as an origin of their own. */
const framed = new Set<RouteName>([
  'GET /dev/mail/:name/html',
  'GET /console/pesan/:id/email',
  'GET /console/angkatan/:id/batal/email/:locale',
  'GET /console/pesan/templat/:template/:locale/pratinjau',
  'POST /console/pesan/templat/:template/:locale/pratinjau',
]);

const ownPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "worker-src 'self'",
  "manifest-src 'self'",
].join(';');

const askedBy: Readonly<Partial<Record<PolicyName, ActorName>>> = {
  ...{ open: 'nobody', absent: 'nobody', passwordLink: 'nobody', participantsLink: 'participant' },
  ...{ screenCode: 'participant', partnersLink: 'partner' },
};

const foreign = 'jahat.example';
const wishes = ['next', 'return', 'returnTo', 'redirect', 'url', 'back', 'kembali'];
const query = Object.fromEntries(wishes.map((name) => [name, `https://${foreign}/masuk`]));

describe('an answer of any route', () => {
  let app: TestApp;
  let untouched: FurnishedOffice;
  let mail: string;

  beforeAll(async () => {
    app = await startApp({ publicUrl: 'https://bina.dinas.example' });
    app.clock.moveTo(noon);
    untouched = await aFurnishedOffice(app);
    mail = await mailed(app, untouched);
  });

  afterAll(() => app.close());

  /** As by whoever may, at an address and with wishes that are somebody else's. */
  const answerOf = async (route: RouteName, policy: PolicyName) => {
    const office = methodOf(route) === 'GET' ? untouched : await aFurnishedOffice(app);
    const asking = new Asking(app, { office, strangers: office, mail });
    const question = await asking.question(route, askedBy[policy] ?? 'administrator');
    const cookie = question.as.cookie?.replaceAll('bina_', '__Host-bina_');
    const as = cookie === undefined ? question.as : { ...question.as, cookie };
    const misled = { host: foreign, 'x-forwarded-host': foreign, forwarded: `host=${foreign}` };
    return send(app, route, { ...question, as })
      .set(misled)
      .query(query);
  };

  it.each(rows)(
    'is guarded against other sites, leads to none, and is kept by nobody when it is personal: $route',
    async ({ route, policy }) => {
      const personal = policy !== 'open' && policy !== 'absent';
      const { headers, text, status } = await answerOf(route, policy);
      const { location = '/' } = headers;
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'strict-origin',
        'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/),
        'content-security-policy': framed.has(route)
          ? expect.stringMatching(/^default-src 'none'.* sandbox$/)
          : ownPolicy,
        'x-frame-options': framed.has(route) ? 'SAMEORIGIN' : 'DENY',
      });
      expect([headers['x-powered-by'], headers['access-control-allow-origin']]).toEqual([undefined, undefined]);
      expect({ personal, kept: headers['cache-control'] !== 'no-store' }).not.toEqual({ personal: true, kept: true });
      expect(location).toMatch(/^\/(?![/\\])/);
      expect(location).not.toMatch(/^\/masuk\?/);
      expect(`${location} ${text}`).not.toContain(foreign);
      expect({ status, served: status < 500 }).toEqual({ status, served: true });
    },
  );

  it.each(['/assets/bina.css', '/logo', '/presensi/pembaca/decode.js'])('is kept when it says so: %s', async (path) => {
    expect((await app.http().get(path)).headers['cache-control']).toMatch(/^public, max-age=/);
  });
});

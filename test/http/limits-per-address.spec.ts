import { afterEach, describe, expect, it } from '@jest/globals';
import { Like } from 'typeorm';
import { RateCounter } from '../../src/http/rate-counter.entity.js';
import { aBatch } from '../factories/batch.js';
import { aRegistrationBody, register } from '../factories/registration.js';
import { startApp, type TestApp } from '../support/test-app.js';

/** In these tests every request comes from the machine itself, as from a proxy beside the server. */
const proxy = ['127.0.0.1', '::1'];

describe('attempts are counted per address', () => {
  let app: TestApp;

  afterEach(() => app.close());

  const counters = async (kind: string) =>
    (await app.database.reader.findBy(RateCounter, { key: Like(`${kind}:%`) })).map(({ count }) => count).sort();
  const signIn = (forwarded: string) =>
    app
      .http()
      .post('/api/v1/tokens')
      .set('x-forwarded-for', forwarded)
      .send({ email: 'x@dinas.example', password: 'salah' });
  const lookUp = (forwarded: string) =>
    app
      .http()
      .post('/api/v1/public/registration-lookups')
      .set('x-forwarded-for', forwarded)
      .send({ code: 'ZZZZ-ZZZZ', phoneLast4: '0000' });
  const wrongLink = (forwarded: string) => app.http().get('/mitra/x').set('x-forwarded-for', forwarded);
  const typedCode = (forwarded: string) =>
    app.http().post('/h').type('form').set('x-forwarded-for', forwarded).send({ kode: 'x' });
  const fromAll = async (...addresses: string[]) => {
    for (const address of addresses) {
      for (const send of [signIn, lookUp, wrongLink, typedCode]) await send(address);
    }
    const kinds = ['sign-in:address', 'registration.lookup.address', 'partner.wrong_link', 'self-check-in.address'];
    return Object.fromEntries(await Promise.all(kinds.map(async (kind) => [kind, await counters(kind)] as const)));
  };
  const all = (counts: number[]) => ({
    ...{ 'sign-in:address': counts, 'registration.lookup.address': counts },
    ...{ 'partner.wrong_link': counts, 'self-check-in.address': counts },
  });

  it('of the client that a trusted proxy tells', async () => {
    app = await startApp({ trustProxy: proxy });
    expect(await fromAll('203.0.113.7', '203.0.113.8', '203.0.113.7')).toEqual(all([1, 2]));
  });

  it('of the machine that connects when no proxy is trusted, whatever it tells', async () => {
    app = await startApp();
    expect(await fromAll('203.0.113.7', '203.0.113.8')).toEqual(all([2]));
  });

  it('of the one that the proxy saw, not of those that a client puts before', async () => {
    app = await startApp({ trustProxy: proxy });
    expect(await fromAll('198.51.100.1, 203.0.113.7', '198.51.100.2, 203.0.113.7')).toEqual(all([2]));
  });

  it('of a whole line of IPv6, since each has more addresses than could be counted', async () => {
    app = await startApp({ trustProxy: proxy });
    expect(await fromAll('2001:db8:1:2::1', '2001:db8:1:2:a:b:c:d', '2001:db8:1:3::1')).toEqual(all([1, 2]));
  });

  it('for registrations, too', async () => {
    app = await startApp({ trustProxy: proxy, registrationsPerAddressPerHour: 1 });
    const batch = await aBatch(app.database);
    const from = async (address: string, number: number) =>
      (await register(app, batch, aRegistrationBody(number)).set('x-forwarded-for', address)).status;
    const statuses = [await from('203.0.113.7', 1), await from('203.0.113.8', 2), await from('203.0.113.7', 3)];
    expect([...statuses, await from('198.51.100.1, 203.0.113.8', 4)]).toEqual([201, 201, 429, 429]);
  });

  it('and per account and code besides, from however many addresses', async () => {
    app = await startApp({ trustProxy: proxy });
    const statuses = async (send: typeof signIn) => {
      const seen: number[] = [];
      for (let last = 1; last <= 6; last += 1) seen.push((await send(`203.0.113.${last}`)).status);
      return seen;
    };
    expect(await statuses(signIn)).toEqual([401, 401, 401, 401, 401, 429]);
    expect(await statuses(lookUp)).toEqual([404, 404, 404, 404, 404, 429]);
  });
});

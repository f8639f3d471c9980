import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { addressOf, methodOf, type RouteName } from './address.js';
import { allRoutes } from './all-routes.js';
import { bodyOf } from './bodies.js';
import { aFurnishedOffice, noon, type FurnishedOffice } from './furnished-office.js';

const foreign: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'another site says so': { 'sec-fetch-site': 'cross-site' },
  'a sister site says so': { 'sec-fetch-site': 'same-site' },
  'another origin': { origin: 'https://jahat.example' },
  'another origin that begins alike': { origin: 'http://localhost:3000.jahat.example' },
  'another port': { origin: 'http://localhost:3001' },
  'another scheme': { origin: 'https://localhost:3000' },
  'no origin to tell': { origin: 'null' },
  'no origin to tell, from another site': { origin: 'null', 'sec-fetch-site': 'cross-site' },
};

describe('a form on another site', () => {
  let app: TestApp;
  let office: FurnishedOffice;
  let changing: RouteName[];

  beforeAll(async () => {
    app = await startApp();
    app.clock.moveTo(noon);
    office = await aFurnishedOffice(app);
    changing = allRoutes(app).filter((route) => methodOf(route) !== 'GET' && !route.includes(' /api/'));
  });

  afterAll(() => app.close());

  const send = (route: RouteName, headers: Readonly<Record<string, string>>) => {
    const { ids, links, devices, staff } = office;
    const thing = (name: keyof typeof ids | 'device') => (name === 'device' ? devices.administrator : ids[name]);
    const path = addressOf(route, { thing, link: (kind) => links[kind], mail: '' });
    const type = path.includes('/data/') && !path.endsWith('/data') ? 'json' : 'form';
    const request = app.http()[methodOf(route).toLowerCase() as 'post'](path).type(type);
    const { cookie } = staff.administrator;
    return request.set({ cookie, accept: 'text/html', ...headers }).send(bodyOf(route, office));
  };
  const state = async () => {
    const { reader } = app.database;
    return [await reader.count(AuditEntry), await reader.count(EmailMessage)];
  };

  it.each(Object.entries(foreign))('is refused on every page that changes anything: %s', async (_, headers) => {
    const before = await state();
    expect(changing.length).toBeGreaterThan(80);
    for (const route of changing) {
      const { status, headers: answered } = await send(route, headers);
      expect({ route, status, cookie: answered['set-cookie'] }).toEqual({ route, status: 403, cookie: undefined });
    }
    expect(await state()).toEqual(before);
  });

  it('can’t make a page read JSON, nor the API a form', async () => {
    const own = { 'sec-fetch-site': 'same-origin' };
    for (const type of ['application/json', 'text/plain']) {
      const { cookie } = office.staff.administrator;
      const answer = await app
        .http()
        .post('/console/mitra/baru')
        .set({ cookie, ...own })
        .type(type)
        .send('{"name":"x"}');
      expect({ type, status: answer.status }).toEqual({ type, status: 415 });
    }
    const { cookie } = office.staff.administrator;
    const asApi = await app.http().post('/api/v1/partners').set({ cookie }).type('json').send({ name: 'x' });
    expect(asApi.status).toBe(401);
  });

  it.each([{ origin: 'http://localhost:3000' }, { 'sec-fetch-site': 'same-origin', origin: 'null' }, {}])(
    'is not one of our own pages, nor a program: %p',
    async (headers) => {
      expect((await send('POST /console/mitra/baru', headers)).status).toBe(303);
    },
  );
});

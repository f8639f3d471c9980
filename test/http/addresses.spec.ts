import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aBatch, aSession } from '../factories/batch.js';
import { aPartner } from '../factories/program.js';
import { aRegistration } from '../factories/registration.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, type Route, type TestApp } from '../support/test-app.js';

/** What a program writes that has no id at hand, or looks for one. */
const noIds = [
  'undefined',
  'null',
  'NaN',
  '0',
  '1',
  '%20',
  '%00',
  '*',
  '%25',
  '[object%20Object]',
  'true',
  '-',
  "'%20OR%201=1--",
];

/** Ways out of a folder, as they must reach the server: no client may tidy them up. */
const waysOut = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..%5c', '%252e%252e%252f', '..;/', '.%00./', '//'].flatMap(
  (way) => ['package.json', 'etc/passwd', 'src/main.ts'].map((file) => `${way.repeat(4)}${file}`),
);

const folders = ['/assets/', '/assets/attendant/', '/presensi/pembaca/', '/dev/mail/', '/api/docs/', '/'];

describe('an address', () => {
  let app: TestApp;
  let administrator: StaffMember;
  let port: number;

  beforeAll(async () => {
    app = await startApp();
    administrator = await aStaffMember(app.database, { role: 'administrator' });
    await aPartner(app.database, { officeId: administrator.officeId });
    const batch = await aBatch(app.database, { officeId: administrator.officeId });
    await aSession(app.database, batch);
    await aRegistration(app, batch, 1);
    await app.app.listen(0, '127.0.0.1');
    port = (app.app.getHttpServer().address() as AddressInfo).port;
  });

  afterAll(() => app.close());

  const named = ({ method, url }: Route) => method !== 'HEAD' && url.startsWith('/api/v1/') && url.includes(':');

  it('without an id leads to nothing, never to the first row', async () => {
    const routes = app.routes.filter(named);
    expect(routes.length).toBeGreaterThan(50);
    const opened: string[] = [];
    for (const { method, url } of routes) {
      for (const none of noIds) {
        const address = url.replaceAll(/:[A-Za-z]+/g, none);
        const { status } = await app.http()[method.toLowerCase() as 'get'](address).set(administrator.authorization);
        if (![404, 422].includes(status)) opened.push(`${method} ${address}: ${status}`);
      }
    }
    expect(opened).toEqual([]);
  }, 60_000);

  /** As it is written, from a socket. */
  const answerAt = (path: string): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      get({ port, path, host: '127.0.0.1' }, (response) => {
        response.setEncoding('utf8');
        let text = '';
        response.on('data', (part: string) => (text += part));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text });
        });
      }).on('error', reject);
    });

  it.each(folders)('leads out of no folder: %s', async (folder) => {
    const answers = await Promise.all(waysOut.map(async (way) => ({ way, ...(await answerAt(`${folder}${way}`)) })));
    const out = answers.filter(
      ({ status, text }) => status >= 500 || /"name": "bina"|root:|reflect-metadata/.test(text),
    );
    expect(out).toEqual([]);
  });
});

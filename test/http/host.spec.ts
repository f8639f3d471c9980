import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { aBatch } from '../factories/batch.js';
import { aRegistrationBody } from '../factories/registration.js';
import { aStaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';

const foreign = 'jahat.example';

describe('links begin with the address that was set, whatever host a request names', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp({ publicUrl: 'https://bina.dinas.example', trustProxy: ['127.0.0.1', '::1'] });
  });

  afterAll(() => app.close());

  const post = (path: string) =>
    app.http().post(path).set({ host: foreign, 'x-forwarded-host': foreign, 'x-forwarded-proto': 'http' });

  it('in answers', async () => {
    const admin = await aStaffMember(app.database, { role: 'administrator' });
    const path = `/api/v1/users/${admin.userId}/password-links`;
    const { body } = await post(path).set(admin.authorization).send({});
    expect(body.passwordLink).toMatch(/^https:\/\/bina\.dinas\.example\/kata-sandi\/[\w-]{44}$/);
  });

  it('in mails and what they carry', async () => {
    const batch = await aBatch(app.database);
    const registered = await post(`/api/v1/public/batches/${batch.id}/registrations`).send(aRegistrationBody(2));
    expect(registered.body.manageUrl).toMatch(/^https:\/\/bina\.dinas\.example\/pendaftaran\//);
    await app.app.get(Dispatcher).drain();
    const folder = join(app.settings.dataDir, 'mail');
    const mails = await Promise.all(readdirSync(folder).map((file) => simpleParser(readFileSync(join(folder, file)))));
    expect(mails.length).toBeGreaterThan(0);
    for (const { text = '', html, attachments, headerLines } of mails) {
      const files = attachments.map(({ content }) => content.toString('latin1'));
      const whole = [text, String(html), JSON.stringify(headerLines), ...files].join('\n');
      expect(whole).toContain('https://bina.dinas.example/pendaftaran/');
      expect(whole).not.toContain(foreign);
    }
  });
});

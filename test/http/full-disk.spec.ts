import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch } from '../factories/batch.js';
import { registrationOf } from '../factories/invented-person.mjs';
import { engineName } from '../support/test-database.js';
import { startApp, type TestApp } from '../support/test-app.js';

/** PostgreSQL as it answers when its disk is full, at the last row of a registration. */
const noRoom = [
  `CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`,
  `CREATE TRIGGER no_room BEFORE INSERT ON email_messages FOR EACH ROW EXECUTE FUNCTION no_room()`,
];

describe('while the disk is full', () => {
  let system: TestApp;
  let batchId: string;

  beforeAll(async () => {
    system = await startApp();
    batchId = (await aBatch(system.database, { capacity: 1000 })).id;
  });

  afterAll(() => system.close());

  const statements = (...all: readonly string[]) =>
    system.database.transaction(async (tx) => {
      for (const sql of all) await tx.query(sql);
    });
  const fill = async () => {
    if (engineName() === 'postgres') return statements(...noRoom);
    const [{ page_count: pages }] = (await system.database.reader.query('PRAGMA page_count')) as [
      { page_count: number },
    ];
    return statements(`PRAGMA max_page_count = ${pages}`);
  };
  const makeRoom = () =>
    engineName() === 'postgres'
      ? statements('DROP TRIGGER no_room ON email_messages', 'DROP FUNCTION no_room')
      : statements('PRAGMA max_page_count = 1000000');
  const register = (number: number) =>
    system
      .http()
      .post(`/api/v1/public/batches/${batchId}/registrations`)
      .set('idempotency-key', `disk-${number}`)
      .set('accept-language', 'en')
      .send(registrationOf(number));

  const postForm = (number: number) => {
    const { participant } = registrationOf(number) as { participant: Record<string, string> };
    const fields = Object.entries(participant).map(([name, value]) => [`participant.${name}`, value]);
    const rest = { who: 'umkm', 'enterprise.name': 'Kue Lam', step: '2', consent: 'true', key: `form-${number}` };
    return system
      .http()
      .post(`/kegiatan/${batchId}/daftar`)
      .type('form')
      .set('accept', 'text/html')
      .send({ ...Object.fromEntries(fields), ...rest });
  };

  /** All that a registration writes, as far as it can be counted. */
  const written = async () => {
    const { reader } = system.database;
    return {
      registrations: await reader.countBy(Registration, { batchId }),
      seats: (await reader.findOneByOrFail(Batch, { id: batchId })).taken,
      mails: await reader.countBy(EmailMessage, { batchId }),
      traces: await reader.countBy(AuditEntry, { action: 'registration.confirmed' }),
    };
  };
  const whole = (count: number) => ({ registrations: count, seats: count, mails: count, traces: count });

  it('writing is answered 507 with a clear problem and nothing is half written; reading goes on, and writing after', async () => {
    await fill();
    let answered = 0;
    let refusal = await register(0);
    while (refusal.status === 201) refusal = await register((answered += 1));
    expect([refusal.status, refusal.headers['retry-after']]).toEqual([507, '60']);
    expect(refusal.body).toEqual({
      type: 'urn:bina:problem:disk_full',
      title: 'No room left',
      status: 507,
      detail: expect.stringMatching(/no room left to write, so nothing was changed/),
      code: 'disk_full',
      retryAfterSeconds: 60,
    });
    expect(await written()).toEqual(whole(answered));
    expect((await system.http().get(`/api/v1/public/batches/${batchId}`)).status).toBe(200);
    expect((await system.http().get('/health/ready')).status).toBe(200);
    await makeRoom();
    expect((await register(answered)).status).toBe(201);
    expect(await written()).toEqual(whole(answered + 1));
  });

  it('a form comes back filled in, with the same words', async () => {
    await fill();
    let page = await postForm(500);
    for (let number = 501; page.status === 303 && number < 900; number += 1) page = await postForm(number);
    expect(page.status).toBe(507);
    expect(page.text).toMatch(/Ruang penyimpanan server penuh/);
    expect(page.text).toMatch(/value="Hj. Siti Rahmah 5\d\d"/);
    await makeRoom();
  });
});

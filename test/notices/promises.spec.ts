import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RegistrationNotices } from '../../src/registrations/notices/registration-notices.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { delivered, lastMessage } from './registrants.js';

describe('notices: what they promise', () => {
  let app: TestApp;
  let staff: StaffMember;

  beforeAll(async () => {
    app = await startApp();
    staff = await aStaffMember(app.database);
  });
  afterAll(() => app.close());

  const post = (path: string, body: object) =>
    app.http().post(`/api/v1${path}`).set(staff.authorization).send(body).expect(200);

  async function batchOf(kind: 'diklat' | 'dialog', admission: 'automatic' | 'selection' = 'automatic') {
    const batch = await aBatch(app.database, { officeId: staff.officeId, kind, admission, venueName: `Balai ${kind}` });
    await aSession(app.database, batch);
    return batch;
  }

  it.each([
    ['diklat', true],
    ['dialog', false],
  ] as const)('a certificate after a %s: %s', async (kind, promised) => {
    const registration = await aRegistrationRow(app.database, await batchOf(kind));
    await app.database.transaction((tx) => app.app.get(RegistrationNotices).confirmed(tx, registration));
    const { text, html } = await delivered(app, await lastMessage(app, registration));
    for (const part of [text, html]) expect(String(part).includes('sertifikat diberikan')).toBe(promised);
  });

  it('other events, where they are listed, to who was not accepted and when an event falls through', async () => {
    const batch = await batchOf('diklat', 'selection');
    const rejected = await aRegistrationRow(app.database, batch, { status: 'submitted' });
    const disappointed = await aRegistrationRow(app.database, batch);
    await post(`/registrations/${rejected.id}/admission`, { decision: 'reject', reason: 'Kuota penuh.' });
    await post(`/batches/${batch.id}/cancellation`, { reason: 'Banjir' });
    for (const registration of [rejected, disappointed]) {
      const { text } = await delivered(app, await lastMessage(app, registration));
      expect(text).toMatch(/Lihat kegiatan lain:\nhttp:\/\/localhost:3000\/\n/);
    }
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Attendance } from '../../src/attendance/attendance.entity.js';
import { Certificate } from '../../src/certificates/certificate.entity.js';
import { insertRows, updateRows } from '../../src/database/rows.js';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { newId } from '../../src/kernel/ids.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aCertificateRow } from '../factories/certificate-row.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice, aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';

const attendants = 205;

describe('certificates of more people than a round has', () => {
  let app: TestApp;
  let organizer: StaffMember;
  let batch: Batch;

  beforeAll(async () => {
    app = await startApp();
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    organizer = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
    app.clock.moveTo(new Date('2026-10-21T00:00:00.000Z'));
    batch = await aBatch(app.database, { officeId: organizer.officeId, capacity: attendants });
    const [startsAt, endsAt] = [new Date('2026-10-20T00:00:00.000Z'), new Date('2026-10-20T03:00:00.000Z')];
    const session = await aSession(app.database, batch, { startsAt, endsAt });
    for (let number = 0; number < attendants; number += 1) await aRegistrationRow(app.database, batch);
    const people = await app.database.reader.findBy(Registration, { batchId: batch.id });
    const marks = people.map(({ id }) => ({
      ...{ id: newId(), sessionId: session.id, registrationId: id, status: 'present' as const },
      ...{ method: 'manual' as const, checkedInAt: null, note: null, recordedBy: null, recordedAt: startsAt },
    }));
    await app.database.transaction((tx) => insertRows(tx, Attendance, marks));
  });

  const issue = () => app.http().post(`/api/v1/batches/${batch.id}/certificates`).set(organizer.authorization);

  /** Numbers in the order of registering. */
  async function numbers(): Promise<number[]> {
    const rows = await app.database.reader
      .createQueryBuilder(Certificate, 'certificate')
      .innerJoin(Registration, 'registration', 'registration.id = certificate.registrationId')
      .select('certificate.sequence', 'number')
      .where('registration.batchId = :id', { id: batch.id })
      .orderBy('registration.sequence')
      .getRawMany<{ number: number }>();
    return rows.map(({ number }) => number);
  }

  const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

  it('are numbered in the order of registering, each with its mail and its trail, once', async () => {
    expect((await issue()).body).toEqual({ issued: attendants, skipped: [] });
    expect(await numbers()).toEqual(upTo(attendants));
    const { officeId } = organizer;
    expect(await app.database.reader.countBy(EmailMessage, { officeId })).toBe(attendants);
    expect(await app.database.reader.countBy(AuditEntry, { officeId, action: 'certificate.issued' })).toBe(attendants);
    const again = await issue();
    expect([again.body.issued, again.body.skipped.length]).toEqual([0, attendants]);
  });

  it('are whole rounds when it breaks off, and go on without a gap', async () => {
    const other = await aBatch(app.database, { officeId: organizer.officeId });
    const stranger = await aRegistrationRow(app.database, other);
    await aCertificateRow(app.database, stranger, 150);
    expect((await issue()).status).toBe(500);
    expect(await numbers()).toEqual(upTo(100));
    await app.database.transaction((tx) => tx.delete(Certificate, { registrationId: stranger.id }));
    expect((await issue()).body.issued).toBe(attendants - 100);
    expect(await numbers()).toEqual(upTo(attendants));
  });

  it('come to an end between two rounds when the batch is called off', async () => {
    const issuing = issue().then((answer) => answer);
    await callOffAfter(100);
    const { status, body } = await issuing;
    expect([status, body.code]).toEqual([409, 'batch_not_certifiable']);
    expect(await numbers()).toEqual(upTo(100));
  });

  /** As soon as so many are issued. */
  async function callOffAfter(count: number): Promise<void> {
    const { id } = batch;
    let calledOff = 0;
    while (calledOff === 0) {
      calledOff = await app.database.transaction(async (tx) => {
        const issued = await tx.countBy(Certificate, { officeId: organizer.officeId });
        return issued < count ? 0 : updateRows(tx, Batch, { id }, { status: 'cancelled' });
      });
    }
  }
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { updateRows } from '../../src/database/rows.js';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { newId } from '../../src/kernel/ids.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Outbox } from '../../src/mail/outbox.js';
import { anOffice, aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';

const path = '/api/v1/email-messages';

describe('the outbox of an office', () => {
  let app: TestApp;
  let organizer: StaffMember;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    organizer = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
  });

  async function aMessage(change: Partial<EmailMessage> = {}): Promise<string> {
    const subjectId = newId();
    const id = await app.database.transaction(async (tx) => {
      const kept = await app.app.get(Outbox).enqueue(tx, {
        officeId: organizer.officeId,
        dedupeKey: `registration.received:${subjectId}`,
        to: { name: 'Siti Rahmah', address: 'siti@usaha.example' },
        template: 'registration-received',
        locale: 'id',
        subjectId,
      });
      await updateRows(tx, EmailMessage, { id: kept ?? '' }, { status: 'pending', ...change });
      return kept;
    });
    return id ?? '';
  }

  const get = (query: string, by = organizer) => app.http().get(`${path}${query}`).set(by.authorization);
  const retry = (id: string, by = organizer) =>
    app.http().post(`${path}/${id}/retry`).set(by.authorization).set('content-type', 'application/json');

  it('is listed from the latest, by status and page by page, without what the mail says', async () => {
    const old = await aMessage({ status: 'failed', attempts: 13, lastError: 'SMTP 450: later' });
    const middle = await aMessage();
    const late = await aMessage({ status: 'sent', attempts: 1, sentAt: app.clock.now() });
    const first = await get('?limit=2').expect(200);
    expect(first.body.items).toMatchObject([{ id: late }, { id: middle }]);
    const second = await get(`?limit=2&after=${first.body.next as string}`).expect(200);
    expect(second.body).toEqual({
      items: [
        {
          id: old,
          template: 'registration-received',
          locale: 'id',
          batchId: null,
          recipient: { name: 'Siti Rahmah', address: 'siti@usaha.example' },
          status: 'failed',
          attempts: 13,
          nextAttemptAt: null,
          lastError: 'SMTP 450: later',
          createdAt: app.clock.now().toISOString(),
          sentAt: null,
        },
      ],
      next: null,
    });
    const failed = await get('?status=failed').expect(200);
    expect(failed.body.items).toHaveLength(1);
    await get('?status=lost').expect(422);
  });

  it.each(['failed', 'pending'] as const)('starts a message again that is %s after an attempt', async (status) => {
    const later = new Date(app.clock.now().getTime() + 3_600_000);
    const id = await aMessage({ status, attempts: 4, lastError: 'SMTP 450: later', nextAttemptAt: later });
    const { body } = await retry(id).expect(200);
    expect(body).toMatchObject({ id, status: 'pending', attempts: 0, nextAttemptAt: app.clock.now().toISOString() });
    const audited = await app.database.reader.findBy(AuditEntry, { subjectId: id });
    expect(audited).toMatchObject([{ action: 'email_message.retried', actorId: organizer.userId }]);
  });

  it.each([
    ['was sent', { status: 'sent', attempts: 1 }],
    ['was skipped', { status: 'skipped', attempts: 1 }],
    ['is in hand', { status: 'sending', attempts: 1 }],
    ['waits for its first turn', { status: 'pending', attempts: 0 }],
  ] as const)('leaves a message alone that %s', async (_, state) => {
    const id = await aMessage(state);
    const { body } = await retry(id).expect(409);
    expect(body.code).toBe('email_message_not_retryable');
    expect(await app.database.reader.findOneBy(EmailMessage, { id })).toMatchObject(state);
  });

  it('is closed to attendants, and to other offices', async () => {
    const id = await aMessage({ status: 'failed', attempts: 13 });
    const attendant = await aStaffMember(app.database, { officeId: organizer.officeId, role: 'attendant' });
    await get('', attendant).expect(403);
    await retry(id, attendant).expect(403);
    const stranger = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
    expect((await get('', stranger).expect(200)).body.items).toEqual([]);
    expect((await retry(id, stranger).expect(404)).body.code).toBe('email_message_not_found');
    await retry(newId()).expect(404);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Attendance } from '../../src/attendance/attendance.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { aBatch, aSession, type GivenBatch } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import { aRegistration } from '../factories/registration.js';
import { startApp, testStart, type TestApp } from '../support/test-app.js';

describe('somebody at the door', () => {
  let app: TestApp;
  let browser: Browser;
  let batch: Batch;
  let session: Session;
  let number = 0;

  beforeAll(async () => {
    app = await startApp();
    browser = await aBrowser(app);
  });

  afterAll(() => app.close());

  const open = async (given: GivenBatch = {}) => {
    app.clock.moveTo(testStart);
    browser = await aBrowser(app, { officeId: browser.member.officeId });
    const program = await aProgram(app.database, {
      officeId: browser.member.officeId,
      kind: 'diklat',
      requiredFields: ['email', 'nib'],
    });
    batch = await aBatch(app.database, { program, ...given });
    session = await aSession(app.database, batch);
  };
  const atTheDoor = async () => {
    app.clock.moveTo(new Date('2026-10-20T00:05:00.000Z'));
    browser = await aBrowser(app, { officeId: browser.member.officeId });
  };
  beforeEach(() => open());

  const path = () => `/console/angkatan/${batch.id}/peserta/datang`;
  const form = () => {
    number += 1;
    return {
      who: 'umkm',
      'participant.name': 'Rusdi',
      'participant.nik': `637105120388${String(1_000 + number)}`,
      'participant.phone': '081250000777',
      'participant.gender': 'male',
      'participant.regencyCode': '63.71',
      'enterprise.name': 'Kerupuk Rusdi',
      consentManner: 'oral',
    };
  };
  const registrations = () =>
    app.database.reader.find(Registration, { where: { batchId: batch.id }, order: { sequence: 'ASC' } });
  const marks = async () =>
    (await app.database.reader.findBy(Attendance, { sessionId: session.id })).map(({ status }) => status);
  const registrant = () => {
    number += 1;
    return aRegistration(app, batch, number, { enterprise: { nib: '9120001234567' } });
  };

  it('is registered without email, seated and marked as there by one form, and once if it is sent twice', async () => {
    await atTheDoor();
    const page = await browser.get(path());
    expect(page.text).toContain('Desain kemasan');
    expect(page.text).not.toContain('participant.email');
    const filled = { ...form(), key: `door-${number}` };
    const answers = [await browser.post(path(), filled), await browser.post(path(), filled)];
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    const [row, ...others] = await registrations();
    expect(row).toMatchObject({ status: 'confirmed', channel: 'walk_in', email: null });
    expect(row?.warnings).toEqual([
      { field: 'participant.email', code: 'left_open' },
      { field: 'enterprise.nib', code: 'left_open' },
    ]);
    expect([others, await marks()]).toEqual([[], ['present']]);
    const greeting = await browser.get(answers[0]?.headers.location ?? '');
    expect(greeting.text).toContain('Rusdi terdaftar dan tercatat hadir: Desain kemasan.');
    expect(greeting.text).toContain('Persetujuan: lisan, dibantu petugas Noor Aini.');
  });

  it('is asked for what is missing, at its field', async () => {
    const { status, text } = await browser.post(path(), { 'participant.name': 'Rusdi' });
    expect(status).toBe(422);
    for (const id of ['participant-nik', 'participant-phone', 'who', 'consentManner']) {
      expect(text).toContain(`id="${id}-error"`);
    }
    expect(text).not.toContain('id="extra"');
  });

  it('is registered before the doors open, without a mark', async () => {
    await browser.post(path(), form());
    expect([(await registrations()).map(({ status }) => status), await marks()]).toEqual([['confirmed'], []]);
  });

  it('who is on the list is found and marked, though she was thought absent', async () => {
    const { id, code } = await registrant();
    await atTheDoor();
    const { text } = await browser.get(`${path()}?q=${code}`);
    expect(text).toContain(`action="${path()}/${id}?q&#x3D;${code}"`);
    expect(text).toContain('Catat hadir');
    const { status, headers } = await browser.post(`${path()}/${id}`);
    expect([status, headers.location]).toEqual([303, `${path()}?masuk=${id}`]);
    await browser.post(`${path()}/${id}`);
    expect(await marks()).toEqual(['present']);
  });

  it('who waits is admitted, with selection too', async () => {
    await open({ admission: 'selection' });
    const { id } = await registrant();
    await atTheDoor();
    await browser.post(`${path()}/${id}`);
    expect([(await registrations()).map(({ status }) => status), await marks()]).toEqual([['confirmed'], ['present']]);
  });

  it('of a full batch gets a seat by a decision alone, and none beyond the room', async () => {
    await open({ capacity: 1, venueSeats: 2 });
    await registrant();
    const waiting = await registrant();
    await atTheDoor();
    const newcomer = form();
    const refused = await browser.post(path(), newcomer);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Ruangan memuat 2 kursi.');
    const unfounded = await browser.post(path(), { ...newcomer, extra: 'true' });
    expect([unfounded.status, unfounded.text.includes('id="seatReason-error"')]).toEqual([422, true]);
    const seated = await browser.post(path(), { ...newcomer, extra: 'true', seatReason: 'Utusan Bupati' });
    expect(seated.status).toBe(303);
    const late = await browser.post(`${path()}/${waiting.id}`, { extra: 'true', seatReason: 'Hadir' });
    expect([late.status, late.text.includes('Ruangan sudah penuh: kursinya hanya 2.')]).toEqual([409, true]);
    expect((await registrations()).map(({ status }) => status)).toEqual(['confirmed', 'waitlisted', 'confirmed']);
    const { taken, capacity } = await app.database.reader.findOneByOrFail(Batch, { id: batch.id });
    expect([taken, capacity]).toEqual([2, 2]);
  });
});

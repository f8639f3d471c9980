import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignInSheet } from '../../src/attendance/sign-in-sheet.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aTrainer } from '../factories/program.js';
import { aRegistration } from '../factories/registration.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { pdfPages, pdfSource } from '../support/pdf-text.js';
import { startApp, type TestApp } from '../support/test-app.js';

describe('the sign-in sheet', () => {
  let app: TestApp;
  let staff: StaffMember;

  beforeAll(async () => {
    app = await startApp();
    staff = await aStaffMember(app.database, { role: 'attendant' });
  });

  afterAll(() => app.close());

  it('lists those confirmed in order, leaves room for others, and repeats its head', async () => {
    const batch = await aBatch(app.database, { officeId: staff.officeId, capacity: 30 });
    const trainer = await aTrainer(app.database, { officeId: staff.officeId });
    const session = await aSession(app.database, batch, { room: 'Aula Utama', trainerIds: [trainer.id] });
    for (let number = 1; number <= 31; number += 1) {
      await aRegistration(app, batch, number, { participant: { name: `Peserta Nomor ${number}` } });
    }
    const { filename, content } = await app.app.get(SignInSheet).run(staff.actor, session.id);
    expect(filename).toMatch(/^daftar-hadir-2026-10-20-[\da-f]{6}\.pdf$/);
    const pages = pdfPages(content);
    const text = pages.join('\n');
    expect(text).toContain('DAFTAR HADIR PESERTA');
    expect(text).toContain('Selasa, 20 Oktober 2026');
    expect(text).toContain('08.00 s.d. 11.00 WITA');
    expect(text).toContain(trainer.name);
    expect(text.indexOf('Peserta Nomor 2\n')).toBeLessThan(text.indexOf('Peserta Nomor 30'));
    expect(text).not.toContain('Peserta Nomor 31');
    expect(text).toContain('35. …');
    expect(text).not.toContain('36. …');
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toContain('Halaman');
    expect(pages.slice(0, 2).every((page) => page.includes('Tanda tangan'))).toBe(true);
    expect(text).toContain('Banjarbaru, 20 Oktober 2026');
  });

  it('holds no NIK and no phone, and is the same paper again', async () => {
    const batch = await aBatch(app.database, { officeId: staff.officeId });
    const session = await aSession(app.database, batch);
    await aRegistration(app, batch, 40, { participant: { nik: '6371051203880777', phone: '0812-5000-9999' } });
    const sheet = () => app.app.get(SignInSheet).run(staff.actor, session.id);
    const [{ content }, again] = [await sheet(), await sheet()];
    const everything = `${pdfPages(content).join('\n')}\n${pdfSource(content)}`;
    expect(everything).not.toMatch(/6371051203880777|50009999|5000-9999/);
    expect(again.content.equals(content)).toBe(true);
  });
});

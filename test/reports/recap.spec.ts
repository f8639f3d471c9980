import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { IssueCertificates } from '../../src/certificates/issue-certificates.js';
import { insertRow } from '../../src/database/rows.js';
import { newId } from '../../src/kernel/ids.js';
import { Enterprise } from '../../src/participants/enterprise.entity.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice, aStaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';

interface Counts {
  readonly registered: number;
  readonly confirmed: number;
  readonly attended: number;
  readonly certificates: number;
  readonly lessonHours: number;
}

describe('the recap of an office', () => {
  let app: TestApp;
  let organizer: Browser;

  beforeAll(async () => {
    app = await startApp();
    app.clock.moveTo(new Date('2026-10-22T00:00:00.000Z'));
    organizer = await aBrowser(app, { officeId: await anOffice(app.database) });
    const { officeId } = organizer.member;
    await diklatOfTwoBatches(officeId);
    const dialog = await aProgram(app.database, { officeId, kind: 'dialog', fiscalYear: 2025 });
    const old = await aBatch(app.database, { program: dialog, status: 'completed' });
    const talk = await aSession(app.database, old, {
      startsAt: new Date('2025-12-31T17:00:00.000Z'),
      endsAt: new Date('2025-12-31T19:00:00.000Z'),
      lessonHours: 0,
    });
    const guest = await aRegistrationRow(app.database, old, { gender: null, regencyCode: null });
    await mark(talk.id, guest.id, 'present');
    for (const status of ['draft', 'cancelled'] as const) {
      await aRegistrationRow(app.database, await aBatch(app.database, { program: dialog, status }));
    }
    const elsewhere = await aBatch(app.database, { officeId: await anOffice(app.database) });
    await aRegistrationRow(app.database, elsewhere);
  });

  afterAll(() => app.close());

  const mark = (session: string, id: string, status: 'present' | 'late' | 'sick') =>
    app.app.get(MarkAttendance).run(organizer.member.actor, session, id, { status });

  /** Four people, one of them on the waiting list; of two sessions of 4 JP one attends both and one the first, late. */
  async function diklatOfTwoBatches(officeId: string) {
    const program = await aProgram(app.database, { officeId, kind: 'diklat' });
    const batch = await aBatch(app.database, { program, venueRegencyCode: '63.71' });
    await aBatch(app.database, { program, venueRegencyCode: '63.72' });
    const [first, second] = [await aSession(app.database, batch), await aSession(app.database, batch)];
    const enterpriseId = newId();
    await app.database.transaction((tx) =>
      insertRow(tx, Enterprise, {
        ...{ id: enterpriseId, officeId, kind: 'cooperative', name: 'Koperasi Maju', nib: null },
        ...{ cooperativeNumber: null, sector: null, scale: null, regencyCode: null, createdAt: app.clock.now() },
      }),
    );
    const people = [
      await aRegistrationRow(app.database, batch, { enterpriseId, regencyCode: '63.71' }),
      await aRegistrationRow(app.database, batch, { gender: 'male', regencyCode: '63.01' }),
      await aRegistrationRow(app.database, batch, { gender: 'male', regencyCode: '31.71' }),
      await aRegistrationRow(app.database, batch, { status: 'waitlisted', regencyCode: '63.71' }),
    ];
    await mark(first.id, people[0]!.id, 'present');
    await mark(second.id, people[0]!.id, 'present');
    await mark(first.id, people[1]!.id, 'late');
    await mark(first.id, people[2]!.id, 'sick');
    await app.app.get(IssueCertificates).run(organizer.member.actor, batch.id);
  }

  const api = (path: string) => app.http().get(`/api/v1/recap${path}`).set(organizer.member.authorization);
  const sum = (rows: readonly Counts[], column: keyof Counts) => rows.reduce((all, row) => all + row[column], 0);

  it('counts published and completed batches of the own office only, and every list adds up', async () => {
    const { body } = await api('');
    expect(body.totals).toEqual({
      ...{ programs: 2, batches: 3, registered: 5, confirmed: 4, attended: 3, certificates: 1, lessonHours: 12 },
    });
    for (const name of ['regions', 'kinds', 'genders', 'groups', 'months']) {
      for (const column of ['registered', 'confirmed', 'attended', 'certificates', 'lessonHours'] as const) {
        const total: number = body.totals[column];
        expect([name, column, sum(body[name] as Counts[], column)]).toEqual([name, column, total]);
      }
    }
  });

  it('counts people where they live, and batches where and when they are held', async () => {
    const { body } = await api('?fiscalYear=2026');
    const region = (code: string) => body.regions.find((row: { code: string }) => row.code === code);
    expect(body.regions).toHaveLength(15);
    expect(region('63.71')).toMatchObject({ bpsCode: '6371', batches: 1, registered: 2, confirmed: 1, lessonHours: 8 });
    expect(region('63.01')).toMatchObject({ batches: 0, attended: 1, lessonHours: 4 });
    expect(body.regions.at(-2)).toMatchObject({ kind: 'outside', confirmed: 1, attended: 0 });
    expect(body.groups).toMatchObject([
      { kind: 'umkm', registered: 0 },
      { kind: 'cooperative', registered: 1, certificates: 1 },
      { kind: 'none', registered: 3 },
    ]);
    expect(body.months).toHaveLength(13);
    expect(body.months[9]).toMatchObject({ month: '2026-10', batches: 1, registered: 4 });
    expect(body.months.at(-1)).toMatchObject({ month: null, batches: 1, registered: 0 });
    const earlier = await api('?fiscalYear=2025&kind=dialog');
    expect(earlier.body.months.find(({ month }: { month: string }) => month === '2026-01')).toMatchObject({
      batches: 1,
    });
    expect(earlier.body.genders.at(-1)).toMatchObject({ gender: 'unknown', attended: 1, lessonHours: 0 });
    expect((await api('?fiscalYear=bad')).status).toBe(422);
    expect((await api('?kind=pesta')).status).toBe(422);
  });

  it('is handed out as workbook and CSV with the codes of Kemendagri and of BPS', async () => {
    const csv = (await api('.csv')).text;
    expect(csv).toContain('Per kabupaten/kota;63.71;6371;Kota Banjarmasin;;1;2;1;1;1;8');
    expect(csv).toContain('Per jenis kelamin;;;Tidak diketahui;;;1;1;1;0;0');
    expect(csv.split('\r\n').filter((line) => line.includes(';Jumlah;'))).toHaveLength(5);
    const results = (await api('/realisation.csv')).text;
    expect(results).toContain('6371;63.71;diklat;2026;1;1');
    expect(results).toContain('tidak_diketahui;;dialog;2025;1;0');
    const file = await api('.xlsx').responseType('blob');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(file.body as unknown as ArrayBuffer);
    expect(workbook.worksheets.map(({ name }) => name)).toHaveLength(5);
    const [regions] = workbook.worksheets;
    expect(regions!.getRow(13).values).toEqual([undefined, '63.71', '6371', 'Kota Banjarmasin', 1, 2, 1, 1, 1, 8]);
    expect(regions!.getRow(17).values).toEqual([undefined, undefined, undefined, 'Jumlah', 3, 5, 4, 3, 1, 12]);
  });

  it('is shown to organisers with a chart beside each table, this year’s first', async () => {
    const page = await organizer.get('/console/laporan');
    expect(page.text.match(/<svg class="chart"/g)).toHaveLength(5);
    expect(page.text).toContain('<option value="2026" selected>');
    expect(page.text).toContain('href="/console/laporan/csv?saring&#x3D;1&amp;tahun&#x3D;2026"');
    const all = await organizer.get('/console/laporan?saring=1');
    expect(all.text).toMatch(/<dt>Terdaftar<\/dt><dd>5<\/dd>/);
    const dialogs = await organizer.get('/console/laporan?saring=1&jenis=dialog');
    expect(dialogs.text).toMatch(/<dt>Terdaftar<\/dt><dd>1<\/dd>/);
    const none = await organizer.get('/console/laporan?saring=1&tahun=2031');
    expect(none.text).toContain('Belum ada angkatan yang terbit untuk pilihan ini.');
    const file = await organizer.get('/console/laporan/realisasi.csv?saring=1&jenis=dialog');
    expect(file.headers['content-disposition']).toMatch(/filename="rekap-dialog-2026-10-22\.realisasi\.csv"/);
    expect(file.text).not.toContain(';diklat;');
  });

  it('is not for attendants, and another office’s is empty', async () => {
    const { officeId } = organizer.member;
    const attendant = await aStaffMember(app.database, { officeId, role: 'attendant' });
    expect((await app.http().get('/api/v1/recap').set(attendant.authorization)).status).toBe(403);
    const stranger = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
    const { body } = await app.http().get('/api/v1/recap').set(stranger.authorization);
    expect([body.totals.batches, body.totals.registered]).toEqual([0, 0]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { SignInSheet, type SheetAsked } from '../../src/attendance/sign-in-sheet.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { ProgramKind } from '../../src/programs/program.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram, aTrainer } from '../factories/program.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { pdfPages, pdfSource } from '../support/pdf-text.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { engineName } from '../support/test-database.js';

const at = (day: number, hour: number) => new Date(Date.UTC(2026, 9, day, hour - 8));
const usual = { readers: 'participants', scope: 'day', filling: 'names', paper: 'a4', phones: false } as const;

describe('sign-in sheets of an event', () => {
  let app: TestApp;
  let staff: StaffMember;
  let batch: Batch;
  let sessions: Session[];

  beforeAll(async () => {
    app = await startApp();
    staff = await aStaffMember(app.database);
  });

  afterAll(() => app.close());

  beforeEach(() => prepare('diklat'));

  async function prepare(kind: ProgramKind): Promise<void> {
    const { officeId } = staff;
    const program = await aProgram(app.database, { officeId, kind, title: 'Pelatihan Digital' });
    batch = await aBatch(app.database, { program, number: 2 });
    const trainer = await aTrainer(app.database, { officeId, name: 'Dr. Rusmina', organization: 'Universitas Contoh' });
    const times = [
      [20, 8, 'Pembukuan'],
      [20, 13, 'Pajak'],
      [21, 8, 'Pameran'],
    ] as const;
    sessions = [];
    for (const [day, hour, title] of times) {
      const given = {
        title,
        startsAt: at(day, hour),
        endsAt: at(day, hour + 4),
        room: 'Aula',
        trainerIds: [trainer.id],
      };
      sessions.push(await aSession(app.database, batch, given));
    }
  }

  const somebody = (given: Parameters<typeof aRegistrationRow>[2]) => aRegistrationRow(app.database, batch, given);
  const file = async (asked: Partial<SheetAsked> = {}, actor = staff.actor) =>
    (await app.app.get(SignInSheet).ofBatch(actor, batch.id, { ...usual, ...asked })).content;
  /** Each page in one line, wherever its lines were broken. */
  const sheets = async (asked: Partial<SheetAsked> = {}) =>
    pdfPages(await file(asked)).map((page) => page.replaceAll(/\s+/g, ' '));
  const sizes = async (asked: Partial<SheetAsked>) =>
    [...pdfSource(await file(asked)).matchAll(/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [
      Math.round(Number(width)),
      Math.round(Number(height)),
    ]);

  it('have the head that offices use, in capitals, with what, when, where and by whom', async () => {
    const [first = '', second = ''] = await sheets();
    for (const text of [
      'DAFTAR HADIR PESERTA',
      'PELATIHAN DIGITAL – ANGKATAN II',
      'Selasa, 20 Oktober 2026',
      '08.00 s.d. 17.00 WITA',
      'Pembukuan; Pajak',
      'Dr. Rusmina',
      'Aula, Balai Pelatihan Koperasi, Kota Banjarbaru',
      'Usaha/koperasi',
      'No. HP/WA',
      'Tanda tangan Pagi',
      'Tanda tangan Siang',
      'Jumlah hadir: ……… orang (L: ……… P: ………)',
      'Banjarbaru, 20 Oktober 2026',
      'Panitia / PPTK,',
    ]) {
      expect(first).toContain(text);
    }
    expect(second).toContain('Rabu, 21 Oktober 2026');
    expect(second).not.toContain('Pagi');
  });

  it('are one for each session, or one with a column for each day, lying when there are more than two', async () => {
    expect(await sheets({ scope: 'session' })).toHaveLength(3);
    expect(await sheets({ scope: 'session', day: '2026-10-20' })).toHaveLength(2);
    const [whole = ''] = await sheets({ scope: 'batch' });
    expect(whole).toContain('20 s.d. 21 Oktober 2026');
    expect(whole).toContain('20 Oktober 2026 21 Oktober 2026');
    expect(await sizes({ scope: 'batch' })).toEqual([[595, 842]]);
    await aSession(app.database, batch, { startsAt: at(22, 8), endsAt: at(22, 9) });
    expect((await sizes({ scope: 'batch' }))[0]).toEqual([842, 595]);
    expect((await sizes({ scope: 'batch', paper: 'f4' }))[0]).toEqual([935, 609]);
  });

  it('hold no phone unless an organiser wants them to, and never a NIK', async () => {
    await somebody({ name: 'Aminah', phone: '+6281250009999' });
    const printed = async (phones: boolean, actor = staff.actor) => pdfPages(await file({ phones }, actor)).join('\n');
    expect(await printed(false)).not.toContain('0812-5000-9999');
    expect(await printed(true)).toContain('0812-5000-9999');
    const attendant = await aStaffMember(app.database, { officeId: staff.officeId, role: 'attendant' });
    expect(await printed(true, attendant.actor)).not.toContain('0812-5000-9999');
  });

  it('can be filled in with what was recorded, and counted', async () => {
    const people = [
      await somebody({ name: 'Aminah', gender: 'female' }),
      await somebody({ name: 'Budi', gender: 'male' }),
      await somebody({ name: 'Cahaya', gender: 'female' }),
    ];
    const marks = [
      [0, 0, 'present'],
      [1, 0, 'late'],
      [0, 1, 'sick'],
    ] as const;
    for (const [session, person, status] of marks) {
      const [sessionId, registrationId] = [sessions[session]?.id ?? '', people[person]?.id ?? ''];
      await app.app.get(MarkAttendance).run(staff.actor, sessionId, registrationId, { status });
    }
    const [day = ''] = await sheets({ filling: 'marks' });
    expect(day).toMatch(/Aminah P .*Hadir Terlambat/);
    expect(day).toMatch(/Budi L .*Sakit –/);
    expect(day).toContain('Jumlah hadir: 1 orang (L: 0 P: 1)');
  });

  it('can be blank, with numbers only', async () => {
    await somebody({ name: 'Aminah' });
    const text = (await sheets({ filling: 'blank', day: '2026-10-21' })).join('\n');
    expect(text).not.toContain('Aminah');
    expect(text).toContain('25. …');
  });

  it('are made for trainers and for the committee too', async () => {
    await somebody({ name: 'Aminah' });
    const trainers = (await sheets({ readers: 'trainers', day: '2026-10-20' })).join('\n');
    for (const text of ['DAFTAR HADIR NARASUMBER', 'Dr. Rusmina', 'Universitas Contoh', 'Pajak']) {
      expect(trainers).toContain(text);
    }
    expect(trainers).not.toContain('Aminah');
    const committee = (await sheets({ readers: 'committee', day: '2026-10-20' })).join('\n');
    for (const text of ['DAFTAR HADIR PANITIA', 'Jabatan dalam panitia', '10. …', 'Ketua Panitia / PPTK,']) {
      expect(committee).toContain(text);
    }
  });

  it('of a meeting ask for office and position, and name agenda, moderator and how many take part', async () => {
    await prepare('dialog');
    await somebody({ name: 'Aminah', role: 'board' });
    const [day = ''] = await sheets();
    for (const text of ['Agenda', 'Moderator', 'Total peserta', '1 orang', 'Jabatan', 'Instansi/usaha', 'Pengurus']) {
      expect(day).toContain(text);
    }
  });

  it('leave no signature alone on its page, whatever the number of names', async () => {
    const most = engineName() === 'sqlite' ? 24 : 2;
    for (let count = 0; count < most; count += 1) {
      await somebody({ name: `Peserta ${count}` });
      const pages = await sheets({ scope: 'session', day: '2026-10-21' });
      expect(pages.at(-1)).toContain('Tanda tangan');
    }
  });

  it('are refused for a day without sessions', async () => {
    await expect(file({ day: '2026-10-30' })).rejects.toMatchObject({ code: 'no_session_for_sheet' });
  });
});

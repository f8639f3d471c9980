import type { AttendanceReportView, ReportParticipant } from '../../src/documents/attendance-report.view.js';

const count = (male: number, female: number) => ({ male, female, unknown: 0, total: male + female });
const counts = { registered: 2, confirmed: 2, attended: 1, qualified: 1 };
const nobody = { registered: 0, confirmed: 0, attended: 0, qualified: 0 };

/** A participant of one session who was there. */
export function reportParticipant(changes: Partial<ReportParticipant> = {}): ReportParticipant {
  return {
    name: 'Siti Aminah',
    gender: 'female',
    enterprise: 'Kue Lam Siti',
    regency: 'Kota Banjarmasin',
    marks: ['present'],
    percentage: 87.5,
    qualified: true,
    ...changes,
  };
}

/** The report of a batch with one session and two participants. */
export function reportView(changes: Partial<AttendanceReportView> = {}): AttendanceReportView {
  return {
    locale: 'id',
    office: { parentName: 'PEMERINTAH PROVINSI', name: 'Dinas Koperasi dan UKM', address: 'Banjarbaru' },
    program: { kind: 'bimtek', title: 'Bimtek Kemasan', theme: null, fiscalYear: 2026, minimumAttendance: 75 },
    batch: 'Angkatan I',
    partners: ['Dekranas', 'Kementerian Koperasi'],
    dates: '5 Oktober 2026',
    venue: 'Aula Contoh',
    asOf: '5 Oktober 2026, 12.00 WITA',
    asOfInstant: new Date('2026-10-05T04:00:00Z'),
    correction: 0,
    replaces: null,
    totals: {
      registered: count(1, 1),
      confirmed: count(1, 1),
      attended: count(0, 1),
      qualified: count(0, 1),
      neverAttended: count(1, 0),
    },
    sessions: [
      {
        title: 'Foto produk',
        day: '2026-10-05',
        date: 'Senin, 5 Oktober 2026',
        time: '08.00–11.00 WITA',
        lessonHours: 4,
        present: 1,
        late: 0,
        excused: 0,
        sick: 0,
        absent: 1,
        none: 0,
      },
    ],
    regions: [
      { code: '63.71', kind: 'regency', name: 'Kota Banjarmasin', ...counts },
      { code: null, kind: 'outside', name: '', ...nobody },
      { code: null, kind: 'unknown', name: '', ...nobody },
    ],
    groups: [
      { kind: 'umkm', ...counts },
      { kind: 'cooperative', ...nobody },
      { kind: 'none', ...nobody },
    ],
    participants: [
      reportParticipant(),
      reportParticipant({
        name: 'Budi Contoh',
        gender: 'male',
        enterprise: null,
        regency: null,
        marks: ['absent'],
        percentage: 0,
        qualified: false,
      }),
    ],
    ...changes,
  };
}

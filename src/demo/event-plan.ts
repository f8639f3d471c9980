import { dayIn, instantAt, inZone } from '../kernel/dates.js';
import { regions } from '../kernel/regions.js';

export const zone = 'Asia/Makassar';

const venue = {
  name: 'Balai Pelatihan Koperasi dan Usaha Kecil',
  address: 'Jl. A. Yani Km 18,2, Liang Anggang',
  regencyCode: '63.72',
};

interface Block {
  readonly day: number;
  readonly from: string;
  readonly to: string;
  readonly title: string;
  readonly lessonHours: number;
}

export interface PlannedBatch {
  readonly program: Readonly<Record<string, unknown>>;
  readonly batch: Readonly<Record<string, unknown>>;
  readonly blocks: readonly Block[];
  /** Days after the registration opens, on a Monday. */
  readonly startsAfterDays: number;
}

const theme = 'Strategi Penguatan Koperasi dan UKM';
const registrationDays = 14;

const block = (day: number, from: string, to: string, title: string, lessonHours: number): Block => ({
  day,
  from,
  to,
  title,
  lessonHours,
});

/** Every kabupaten/kota of the province gets nine seats of the Bimtek, the three largest one more: 120. */
function regencyQuotas(): { criterion: { regencyCode: string }; capacity: number }[] {
  const largest = ['63.71', '63.03', '63.02'];
  return regions
    .regenciesOf('63')
    .map(({ code }) => ({ criterion: { regencyCode: code }, capacity: largest.includes(code) ? 10 : 9 }));
}

export const diklat: PlannedBatch = {
  program: {
    kind: 'diklat',
    title: 'Diklat Strategi Penguatan Koperasi dan UKM',
    theme,
    description: 'Tiga hari tentang tata kelola, keuangan, pemasaran digital dan kemitraan.',
    fundingSource: 'dak_nonfisik',
    minimumAttendance: 75,
  },
  batch: { venue: { ...venue, name: `${venue.name}, Aula Utama` }, capacity: 60, admission: 'selection' },
  startsAfterDays: 22,
  blocks: [
    block(0, '08:00', '11:45', 'Tata kelola koperasi dan UKM yang sehat', 5),
    block(0, '13:00', '16:45', 'Legalitas usaha: NIB, PIRT, halal', 5),
    block(1, '08:00', '11:45', 'Pembukuan dan laporan keuangan sederhana', 5),
    block(1, '13:00', '16:45', 'Akses permodalan: LPDB, KUR dan Bank Kalsel', 5),
    block(2, '08:00', '11:45', 'Pemasaran digital dan katalog elektronik', 5),
    block(2, '13:00', '16:45', 'Kemitraan dan rencana tindak lanjut', 5),
  ],
};

export const bimtek: PlannedBatch = {
  program: {
    kind: 'bimtek',
    title: 'Bimtek Kemasan dan Pemasaran Produk Unggulan Daerah',
    theme,
    description: 'Dua hari praktik bersama Dekranasda untuk pelaku usaha dari ketiga belas kabupaten/kota.',
    fundingSource: 'apbd',
    minimumAttendance: 75,
  },
  batch: {
    venue: { ...venue, name: `${venue.name}, Ruang Kelas Besar` },
    capacity: 120,
    admission: 'automatic',
    quotas: regencyQuotas(),
  },
  startsAfterDays: 29,
  blocks: [
    block(0, '08:00', '11:00', 'Desain kemasan yang menjual', 4),
    block(0, '13:00', '16:00', 'Praktik foto produk dengan ponsel', 4),
    block(1, '08:00', '11:00', 'Lokapasar dan pengiriman', 4),
    block(1, '13:00', '16:00', 'Klinik produk bersama Dekranasda', 4),
  ],
};

export const dialog: PlannedBatch = {
  program: {
    kind: 'dialog',
    title: 'Dialog Penguatan Koperasi dan UKM Kalimantan Selatan',
    theme,
    description: 'Dialog pelaku usaha dengan Dekranas dan Kementerian.',
    fundingSource: 'apbn',
    minimumAttendance: 100,
  },
  batch: {
    venue: { name: 'Gedung Idham Chalid', address: 'Kawasan Perkantoran Gubernur', regencyCode: '63.72' },
    capacity: 300,
    admission: 'automatic',
  },
  startsAfterDays: 36,
  blocks: [block(0, '08:30', '12:00', 'Dialog bersama Dekranas dan Kementerian', 0)],
};

/** The next Bimtek, from a Tuesday on, still open when the play is over, so that a visitor can register. */
export function nextBimtek(opensAt: Date): PlannedBatch {
  const tuesday = 2;
  const inFourWeeks = 28;
  const { weekday } = inZone(zone, opensAt);
  return { ...bimtek, startsAfterDays: inFourWeeks + ((tuesday - weekday + 7) % 7) };
}

export const partners = [
  {
    name: 'Dekranas',
    kind: 'dekranas',
    contacts: [{ name: 'Sekretariat Dekranas', email: 'sekretariat@dekranas.example' }],
  },
  {
    name: 'Kementerian Koperasi dan UKM',
    kind: 'ministry',
    contacts: [
      { name: 'Deputi Bidang SDM', email: 'deputi.sdm@kementerian.example' },
      { name: 'Bagian Pelaporan', email: 'pelaporan@kementerian.example' },
    ],
  },
];

export const trainers = [
  { name: 'Dr. Hj. Rusmina Hayati, M.M.', organization: 'Universitas di Banjarmasin' },
  { name: 'Ahmad Syarwani, S.E.', organization: 'Balai Pelatihan Koperasi dan Usaha Kecil' },
];

export interface Dated {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** The blocks of a plan on real days, given the instant at which registration opens. */
export function datedBlocks(plan: PlannedBatch, opensAt: Date): (Block & Dated)[] {
  return plan.blocks.map((planned) => {
    const day = dayAfter(opensAt, plan.startsAfterDays + planned.day);
    return { ...planned, startsAt: instantAt(zone, day, planned.from), endsAt: instantAt(zone, day, planned.to) };
  });
}

export function registrationWindow(opensAt: Date): { registrationOpensAt: string; registrationClosesAt: string } {
  const closesAt = instantAt(zone, dayAfter(opensAt, registrationDays), '16:00');
  return { registrationOpensAt: opensAt.toISOString(), registrationClosesAt: closesAt.toISOString() };
}

const dayMilliseconds = 86_400_000;

export function dayAfter(instant: Date, days: number): string {
  return dayIn(zone, new Date(instant.getTime() + days * dayMilliseconds));
}

/** What an office may name in its own words for one mail. Paths lead into the mail's view. */
export interface WordingShape {
  readonly names: Readonly<Record<string, string>>;
  readonly lists: Readonly<Record<string, WordingList>>;
}

interface WordingList {
  readonly path: string;
  /** Of each item, by path within it. */
  readonly names: Readonly<Record<string, string>>;
}

const office = {
  kantor: 'office.name',
  instansi_induk: 'office.parentName',
  alamat_kantor: 'office.address',
  telepon_kantor: 'office.phone',
  email_kantor: 'office.email',
};

const event = {
  kegiatan: 'program.title',
  jenis_kegiatan: 'program.kind',
  tema: 'program.theme',
  angkatan: 'batch.label',
  tanggal: 'batch.dates',
  tempat: 'batch.venueName',
};

const sessions = { path: 'sessions', names: { judul: 'title', hari: 'date', waktu: 'time', ruang: 'room' } };

const registration: WordingShape = {
  names: {
    nama: 'recipient.name',
    kode: 'registration.code',
    ...event,
    mulai: 'batch.firstStart',
    alamat_tempat: 'batch.venueAddress',
    kehadiran_minimal: 'minimumAttendance',
    ...office,
  },
  lists: { sesi: sessions },
};

const certificate: WordingShape = {
  names: {
    nama: 'recipient.name',
    nomor_sertifikat: 'certificate.number',
    jp: 'certificate.lessonHours',
    ...event,
    ...office,
  },
  lists: {},
};

const survey: WordingShape = {
  names: {
    nama: 'recipient.name',
    kegiatan: 'program.title',
    angkatan: 'batch.label',
    tanggal: 'batch.dates',
    jumlah_pertanyaan: 'survey.questions',
    survei_ditutup: 'survey.closes',
    ...office,
  },
  lists: {},
};

const report: WordingShape = {
  names: {
    nama: 'recipient.name',
    lembaga: 'recipient.organization',
    mitra: 'partners',
    kegiatan: 'report.program.title',
    tema: 'report.program.theme',
    angkatan: 'report.batch',
    tanggal: 'report.dates',
    tempat: 'report.venue',
    jumlah_peserta: 'report.totals.confirmed.total',
    jumlah_hadir: 'report.totals.attended.total',
    perbaikan_ke: 'correction',
    laporan_diganti: 'replacesDate',
    ...office,
  },
  lists: {
    sesi: { path: 'report.sessions', names: { judul: 'title', hari: 'date', waktu: 'time', hadir: 'present' } },
  },
};

/** The mails whose subject and text an office may put into its own words, in the order of an event's life. */
export const wordingShapes: ReadonlyMap<string, WordingShape> = new Map([
  ['registration-received', registration],
  ['registration-confirmed', registration],
  ['registration-waitlisted', { ...registration, names: { ...registration.names, urutan: 'registration.position' } }],
  ['registration-promoted', registration],
  ['registration-rejected', registration],
  ['registration-link', registration],
  ['registration-email-new', registration],
  ['registration-email-left', registration],
  ['session-reminder', registration],
  ['batch-changed', registration],
  ['batch-cancelled', registration],
  ['registration-cancelled', registration],
  ['certificate-issued', certificate],
  ['feedback-invitation', survey],
  ['attendance-report', report],
]);

/** The fixed parts of a mail: how an office names them, and the partial of ours that fills them in. */
export const blockPartials: Readonly<Record<string, string>> = {
  rincian: 'event',
  tiket: 'ticket',
  jadwal: 'sessions',
  kalender: 'calendar',
  perubahan: 'changes',
  alasan: 'reason',
  tautan_pendaftaran: 'manage',
  sertifikat: 'certificate',
  laporan: 'report',
  survei: 'survey',
  halaman_kegiatan: 'event-page',
  kegiatan_lain: 'other-events',
};

/** Those that a mail can do without. */
export const optionalBlocks: ReadonlySet<string> = new Set(['jadwal', 'kalender', 'halaman_kegiatan', 'kegiatan_lain']);

/** The value at `path` of a view: a text, a number or a list; null for what is not there. */
export function valueAt(view: unknown, path: string): unknown {
  let found = view;
  for (const part of path.split('.')) {
    if (found === null || typeof found !== 'object' || !Object.hasOwn(found, part)) return null;
    found = (found as Readonly<Record<string, unknown>>)[part];
  }
  return found ?? null;
}

export type View = Readonly<Record<string, unknown>>;

/** A field with everything that a field may have, so that every branch of the partial finds its names. */
export const field: View = {
  id: 'participant-name',
  name: 'participant.name',
  label: 'Nama',
  hint: 'Sesuai KTP',
  error: 'Wajib diisi.',
  describedBy: 'participant-name-hint participant-name-error',
  required: true,
  filter: false,
  type: 'text',
  value: 'Hj. Norhasanah',
  inputmode: 'text',
  autocomplete: 'name',
  options: [{ group: 'Kalimantan Selatan', items: [{ value: '63.71', text: 'Kota Banjarmasin', selected: true }] }],
  choices: [{ id: 'x-0', name: 'x', value: 'a', text: 'A', selected: true, required: true }],
  checks: [{ id: 'y-0', name: 'y', value: 'a', text: 'A', selected: true, required: false }],
  multiline: true,
  help: { question: 'Di mana?', answer: 'Di KTP.' },
};

export const card: View = {
  kind: 'Diklat',
  title: 'Diklat Keuangan',
  theme: 'Rapi mencatat',
  batch: 'Angkatan I',
  dates: '20 Oktober 2026',
  venue: 'Balai',
  window: 'Pendaftaran sampai 12 Oktober 2026',
  seats: '3 dari 30 tempat tersedia',
  href: '/kegiatan/1',
  more: 'Lihat',
  state: 'Pendaftaran dibuka',
  stateClass: '',
};

export const event: View = {
  ...card,
  mapUrl: 'https://maps.example',
  partners: 'Dekranasda',
  lessonHours: '12 JP',
  registerHref: '/kegiatan/1/daftar',
  registerText: 'Daftar',
  togetherHref: '/kegiatan/1/daftar-bersama',
  calendarHref: '/kegiatan/1/kalender.ics',
  broadcast: 'PENDAFTARAN DIBUKA',
  shareUrl: 'https://wa.me/?text=x',
  description: ['Isi'],
  requirements: ['NIK'],
  sessions: [{ date: 'Selasa', time: '08.00', title: 'Label', room: 'Aula', trainers: 'Dr. Contoh' }],
  quotas: [{ group: 'Kota Banjarmasin', left: '3' }],
};

export const bar: View = { label: 'Kursi', value: 3, most: 30, text: '3 dari 30' };

export const batch: View = {
  href: '/console/angkatan/1',
  kind: 'Diklat',
  title: 'Diklat Keuangan',
  number: 'Angkatan I',
  state: 'Terbit',
  badge: '',
  venue: 'Balai',
  bar,
  programHref: '/console/program/1',
  tabs: [{ href: '/x', text: 'Jadwal', current: true }],
};

/** What the frame of the console, of a batch and of its forms asks for. */
export const desk: View = {
  console: {
    sections: [{ href: '/console', drawing: 'home', text: 'Beranda', current: true }],
    name: 'Noor Aini',
    done: 'Sudah disimpan.',
  },
  batch,
  failure: 'Kuota sudah penuh.',
  next: '/?after=1',
};

/** A table with its chart. */
export const figure: View = {
  id: 'totals',
  title: 'Rekapitulasi',
  lead: 'Uraian',
  chart: {
    id: 'totals-chart',
    title: 'Rekapitulasi',
    description: 'Diagram batang',
    width: 320,
    height: 40,
    legend: [{ tone: 'bar-full', text: 'Hadir' }],
    bars: [
      {
        label: 'Kota Banjarmasin',
        text: '12 / 15',
        textY: 15,
        parts: [{ x: 0, y: 21, width: 256, height: 11, tone: 'bar-full' }],
      },
    ],
  },
  columns: [{ text: 'Kabupaten/Kota', number: false }],
  rows: [{ header: 'Kota Banjarmasin', note: 'Uraian', cells: [{ text: '12', number: true }] }],
};

export const report: View = {
  asOf: 'Selasa, 20 Oktober 2026 pukul 16.00 WITA',
  facts: [{ label: 'Kegiatan', value: 'Diklat Keuangan' }],
  figures: [figure],
};

export const contact: View = {
  href: '/x',
  name: 'Bagian Laporan',
  email: 'x@mitra.example',
  state: 'Tautan aktif',
  badge: '',
  choice: 'Email setiap hari kegiatan',
};

export const filledForm: View = {
  ...desk,
  backHref: '/console',
  lead: 'Uraian',
  key: 'x',
  fields: [field],
  more: { title: 'Kuota', lead: 'Uraian', fields: [field], open: true },
  errors: [{ id: 'x', label: 'Nama', text: 'Wajib diisi.' }],
  submit: 'Simpan',
  danger: true,
};

export const everyPage: View = {
  path: '/',
  title: 'Judul',
  description: 'Uraian',
  image: { page: 'https://x/1', url: 'https://x/1.png', width: 1200, height: 630, alt: 'Diklat', site: 'Dinas' },
  locale: 'id',
  otherLocale: 'en',
  office: {
    logo: '/assets/mark.svg',
    name: 'Dinas',
    parentName: 'Pemerintah',
    address: 'Jl. Contoh',
    contact: 'x@dinas.example',
  },
};

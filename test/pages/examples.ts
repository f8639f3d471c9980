type View = Readonly<Record<string, unknown>>;

/** A field with everything that a field may have, so that every branch of the partial finds its names. */
const field: View = {
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
};

const card: View = {
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

const event: View = {
  ...card,
  mapUrl: 'https://maps.example',
  partners: 'Dekranasda',
  lessonHours: '12 JP',
  registerHref: '/kegiatan/1/daftar',
  registerText: 'Daftar',
  shareUrl: 'https://wa.me/?text=x',
  description: ['Isi'],
  requirements: ['NIK'],
  sessions: [{ date: 'Selasa', time: '08.00', title: 'Label', room: 'Aula', trainers: 'Dr. Contoh' }],
  quotas: [{ group: 'Kota Banjarmasin', left: '3' }],
};

const everyPage: View = {
  path: '/',
  title: 'Judul',
  description: 'Uraian',
  locale: 'id',
  otherLocale: 'en',
  office: { name: 'Dinas', parentName: 'Pemerintah', address: 'Jl. Contoh', contact: 'x@dinas.example' },
};

const pages: Readonly<Record<string, View>> = {
  certificate: {
    state: 'Sah',
    stateClass: '',
    explanation: 'Alasan',
    lines: [{ label: 'Nama', value: 'Norhasanah' }],
    sessions: [{ title: 'Label', date: '20 Oktober 2026', lessonHours: 4 }],
    pdf: '/x.pdf',
  },
  'dev-mail': { total: 1, query: '', mails: [{ at: 'x', to: 'x', href: '/x', subject: 'x' }] },
  'dev-mail-message': {
    subject: 'x',
    from: 'x',
    to: 'x',
    at: 'x',
    text: 'x',
    htmlHref: '/x',
    attachments: [{ href: '/x', name: 'x', kilobytes: 1 }],
  },
  error: { detail: 'Tidak ada.' },
  event: { event },
  'find-registration': { failure: 'Data tidak ditemukan.', fields: [field] },
  'my-registration': {
    heading: 'Pendaftaran Anda',
    status: 'Diterima',
    statusClass: '',
    explanation: 'Tunjukkan tiket.',
    warning: 'Berbeda dengan NIK.',
    code: 'K7M4-9QTX',
    name: 'Norhasanah',
    event,
    qr: '<svg></svg>',
    bring: ['KTP'],
    calendarHref: '/x.ics',
    certificate: { number: '1', href: '/sertifikat/x', pdf: '/x.pdf' },
    whatsAppUrl: 'https://wa.me/?text=x',
    withdrawHref: '/x/batal',
  },
  'open-events': { kindField: field, regionField: field, events: [card], next: '/?after=1' },
  'registration-form': {
    eventHref: '/kegiatan/1',
    eventTitle: 'Diklat',
    heading: 'Formulir',
    isFirst: false,
    action: '/x',
    submit: 'Kirim',
    failure: 'Sudah terdaftar.',
    errors: [{ id: 'x', label: 'NIK', text: 'Wajib diisi.' }],
    hidden: [{ name: 'key', value: 'x' }],
    fields: [field],
    consent: { notice: 'Pemberitahuan', statement: 'Saya setuju', error: 'Wajib.' },
  },
  'set-password': { name: 'Noor Aini', token: 'x', error: 'Berbeda.' },
  'sign-in': { next: '/', email: 'x@dinas.example', error: 'Salah.' },
  text: { paragraphs: ['Isi'] },
  withdraw: { question: 'Yakin?', action: '/x', backHref: '/x' },
};

/** What every page of `templates/pages` may name. */
export const examples = new Map(Object.entries(pages).map(([name, view]) => [name, { ...everyPage, ...view }]));

import { bar, batch, desk, field, filledForm, type View } from './shared.js';

/** What the pages of the console may name. */
export const pages: Readonly<Record<string, View>> = {
  'console-attendance': {
    ...desk,
    sessions: [{ href: '/x', title: 'Label', date: '20 Oktober 2026', time: '08.00', current: true }],
    session: { id: 'x', sheetHref: '/x' },
    sums: [{ label: 'Hadir', count: 1 }],
    action: '/x',
    rest: [{ value: '', text: 'Belum dicatat' }],
    rows: [
      {
        id: 'x',
        name: 'Norhasanah',
        code: 'K7M4-9QTX',
        share: 'Kehadiran 100 %',
        standing: 'present',
        label: 'Presensi Norhasanah',
        options: [{ value: 'present', text: 'Hadir', selected: true }],
      },
    ],
  },
  'console-batch': {
    ...desk,
    checklist: { items: [{ text: 'Jadwal', why: 'Belum ada sesi.', done: false, href: '/x' }], ready: false },
    publishAction: '/x',
    completeAction: '/x',
    facts: [{ label: 'Tempat', value: 'Balai' }],
    quotas: [bar],
    publicHref: '/x',
    editHref: '/x',
    cancelHref: '/x',
    copyHref: '/x',
  },
  'console-certificates': {
    ...desk,
    ready: '1 orang memenuhi syarat.',
    issueAction: '/x',
    qualifying: [{ name: 'Norhasanah', share: 'Kehadiran 100 %' }],
    skipped: [{ name: 'Rusdi', share: 'Kehadiran 0 %', why: 'Kurang' }],
    issued: [
      { name: 'Norhasanah', number: '001', state: 'Sah', badge: '', reason: 'Salah', pdfHref: '/x', revokeHref: '/x' },
    ],
  },
  'console-form': filledForm,
  'console-home': {
    ...desk,
    tasks: [{ text: 'Masih konsep', href: '/x' }],
    sessions: [{ title: 'Label', date: 'Selasa', time: '08.00', venue: 'Balai', room: 'Aula', href: '/x' }],
    filling: [batch],
  },
  'console-messages': {
    ...desk,
    filter: field,
    messages: [
      { kind: 'Tiket', recipient: 'x', at: 'x', trouble: 'x', state: 'Gagal', badge: 'badge-bad', retryAction: '/x' },
    ],
  },
  'console-partners': {
    ...desk,
    partners: [{ name: 'Dekranas', kind: 'Dekranas', contacts: ['x'] }],
    trainers: [{ name: 'Dr. Contoh', organization: 'Dinas' }],
  },
  'console-program': {
    ...desk,
    kind: 'Diklat',
    year: '2026',
    theme: 'Rapi mencatat',
    rule: 'Kehadiran 75 %',
    addHref: '/x',
    editHref: '/x',
    batches: [batch],
  },
  'console-programs': { ...desk, rows: [{ href: '/x', title: 'Diklat', kind: 'Diklat', year: '2026' }] },
  'console-report': {
    ...desk,
    asOf: 'Keadaan hari ini',
    files: [{ href: '/x', text: 'PDF' }],
    totals: [{ label: 'Diterima', male: 1, female: 1, unknown: 0, total: 2 }],
    regions: [{ name: 'Kota Banjarmasin', registered: 1, confirmed: 1, attended: 1, qualified: 1 }],
    sessions: [{ title: 'Label', when: 'Selasa', present: 1, late: 0, excused: 0, sick: 0, absent: 0, none: 0 }],
    sendAction: '/x',
    partners: [{ id: 'x', name: 'Dekranas', contacts: 'x' }],
    sent: [{ title: 'Versi 1', cause: 'Harian', at: 'x', deliveries: [{ recipient: 'x', state: 'Terkirim' }] }],
  },
  'console-timetable': {
    ...desk,
    sum: '1 sesi',
    addHref: '/x',
    sessions: [
      {
        title: 'Label',
        hours: '4 JP',
        date: 'Selasa',
        time: '08.00',
        where: 'Aula',
        trainers: 'Dr. Contoh',
        editHref: '/x',
        removeAction: '/x',
      },
    ],
  },
  'console-settings': {
    ...desk,
    facts: [{ label: 'Nama', value: 'Dinas' }],
    users: [
      { href: '/x', name: 'Noor Aini', email: 'x@dinas.example', role: 'Penyelenggara', state: 'Aktif', badge: '' },
    ],
  },
  'console-user': {
    ...filledForm,
    link: 'https://dinas.example/kata-sandi/x',
    linkAction: '/x',
    disableAction: '/x',
    enableAction: '/x',
  },
  'console-walk-in': {
    ...filledForm,
    action: '/x',
    who: 'umkm',
    branches: [{ href: '/x', text: 'Pelaku UMKM', current: true }],
  },
};

import { desk, field, filledForm, type View } from './shared.js';

const line = { time: '08.00 s.d. 11.00 WITA', title: 'Label', program: 'Diklat', why: 'Balai', clash: true };
const check = { day: 'Selasa, 20 Oktober 2026', clash: 'Bentrok', lines: [line] };
const device = { name: 'Noor Aini', kind: 'Peramban', since: 'Senin', used: 'Senin', current: true, endAction: '/x' };
const entry = {
  ...{ href: '/x', kind: 'Diklat', tone: 'kind-diklat', title: 'Diklat Keuangan', number: 'Angkatan I' },
  ...{ draft: 'Konsep', time: '08.00 s.d. 11.00 WITA', sum: '2 sesi', clash: 'Bentrok' },
};

/** What the pages of calendar and settings may name. */
export const pages: Readonly<Record<string, View>> = {
  'console-calendar': {
    ...desk,
    ...{ month: 'Oktober 2026', previousHref: '/x', nextHref: '/x', todayHref: '/x', narrowed: true, empty: true },
    tabs: [{ href: '/x', text: 'Bulan', current: true }],
    fields: [field],
    hidden: { month: '2026-10', view: 'agenda' },
    table: {
      weekdays: ['Senin'],
      weeks: [{ days: [{ blank: false, number: '1', day: 'Kamis', today: true, entries: [entry] }] }],
    },
    agenda: [
      {
        day: 'Kamis',
        today: true,
        sessions: [{ ...entry, session: 'Label', where: 'Aula', trainers: 'Dr. Contoh' }],
      },
    ],
  },
  'console-audit': {
    ...desk,
    tabs: [{ href: '/x', text: 'Jejak audit', current: true }],
    fields: [field],
    ...{ batch: 'x', narrowed: true, clearHref: '/x', fileHref: '/x' },
    entries: [
      {
        when: 'Senin',
        who: 'Noor Aini',
        what: 'Menerbitkan',
        about: 'Angkatan',
        href: '/x',
        changes: ['Status: a → b'],
      },
    ],
  },
  'console-devices': {
    ...desk,
    tabs: [{ href: '/x', text: 'Perangkat', current: true }],
    othersAction: '/x',
    own: [device],
    others: [device],
  },
  'console-second-factor': {
    ...desk,
    tabs: [{ href: '/x', text: 'Kode saat masuk', current: true }],
    ...{ state: 'Aktif', failure: 'Kode salah.', codes: ['ABCD-EFGH-IJKL-MNOP'], submit: 'Aktifkan' },
    begun: { secret: 'ABCD', picture: 'data:image/svg+xml;base64,x' },
    ...{ beginAction: '/x', action: '/x', field },
  },
  'console-retention': {
    ...filledForm,
    tabs: [{ href: '/x', text: 'Masa simpan data', current: true }],
    ...{ state: 'Tanpa batas', question: '3 orang', sure: '24' },
  },
  'console-logo': {
    ...desk,
    tabs: [{ href: '/x', text: 'Kop & logo', current: true }],
    letterhead: { name: 'Dinas', parentName: 'Pemerintah', address: 'Jl. Contoh', logo: 'data:image/png;base64,x' },
    removeAction: '/x',
  },
  'console-office': {
    ...filledForm,
    preview: '018/DIKLAT/X/2026',
    parts: { sequence: '018', kind: 'DIKLAT', romanMonth: 'X', year: 2026 },
  },
  'console-signatories': {
    ...desk,
    tabs: [{ href: '/x', text: 'Penanda tangan', current: true }],
    addHref: '/x',
    rows: [
      {
        ...{
          title: 'Kepala Dinas',
          name: 'Dr. Contoh',
          nip: '19700101 199503 1 001',
          grade: 'Pembina',
          isDefault: true,
        },
        ...{ editHref: '/x', defaultAction: '/x', removeAction: '/x' },
      },
    ],
  },
  'console-users': {
    ...desk,
    tabs: [{ href: '/x', text: 'Pengguna', current: true }],
    users: [
      { href: '/x', name: 'Noor Aini', email: 'x@dinas.example', role: 'Penyelenggara', state: 'Aktif', badge: '' },
    ],
  },
  'console-session': { ...filledForm, checkHref: '/x', screenHref: '/x', check },
  'console-session-check': { ...desk, check },
};

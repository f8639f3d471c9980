import { desk, field, filledForm, type View } from './shared.js';

const steps = { items: [{ text: 'Unggah berkas', current: true }] };
const table = {
  id: 'faults',
  columns: [{ text: 'Baris', number: false }],
  rows: [{ header: 'Baris 3', note: 'x', cells: [{ text: 'C · NIK', number: false }] }],
};
const figures = [{ label: 'Baris', count: 1_000, tone: 'figure-bad' }];

export const pages: Readonly<Record<string, View>> = {
  'console-import': { ...desk, backHref: '/', lead: 'Diklat', steps, sampleHref: '/contoh' },
  'console-import-columns': { ...filledForm, steps, read: '1.000 baris', others: '1 lembar lain' },
  'console-import-check': {
    ...filledForm,
    steps,
    figures,
    kinds: [{ text: 'NIK', count: 3 }],
    faults: { title: '37 hal', table, more: 'Lainnya' },
    preview: table,
    forecast: ['963 terkonfirmasi'],
    columnsHref: '/kolom',
    faultsHref: '/galat',
    nothingNew: true,
  },
  'console-import-done': {
    ...desk,
    backHref: '/',
    lead: 'Diklat',
    steps,
    summary: '963 peserta',
    figures,
    states: ['963 terkonfirmasi'],
    faultsHref: '/galat',
    listHref: '/peserta',
    againHref: '/impor',
  },
  'console-walk-in': {
    ...filledForm,
    behalfHref: '/baru',
    session: 'presensi',
    welcome: { text: 'Rahmah', code: 'Kode', consent: 'lisan' },
    search: field,
    none: true,
    rows: [
      {
        name: 'Rahmah',
        badge: '',
        state: 'Terkonfirmasi',
        code: 'K7M4-9QTX',
        details: 'Banjarmasin',
        action: '/datang/1',
        seat: [field],
        button: 'Catat hadir',
      },
    ],
  },
};

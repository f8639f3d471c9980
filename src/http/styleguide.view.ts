import { formField } from './form-fields.js';

const words: [string, string][] = [
  ['diklat', 'Diklat'],
  ['bimtek', 'Bimbingan Teknis'],
];

/** One of everything, as a page would hand it to the partials. */
export const styleguideView = {
  colours: [
    'paper',
    'ground',
    'ink',
    'quiet',
    'line',
    'edge',
    'brand',
    'brand-soft',
    'brand-deep',
    'cloth',
    'gold',
    'bad',
  ],
  badges: [
    { tone: '', text: 'Terbit' },
    { tone: 'badge-waiting', text: 'Konsep' },
    { tone: 'badge-closed', text: 'Selesai' },
    { tone: 'badge-bad', text: 'Batal' },
  ],
  tabs: [
    { href: '#table', text: 'Ringkasan', current: true },
    { href: '#table', text: 'Jadwal', current: false },
  ],
  steps: [
    { text: 'Unggah', current: false },
    { text: 'Periksa', current: true },
    { text: 'Selesai', current: false },
  ],
  bars: [
    { label: 'Kursi', value: 18, most: 30, text: '18 dari 30' },
    { label: 'Kota Banjarmasin', value: 5, most: 5, text: '5 dari 5' },
  ],
  flashes: [
    { tone: '', text: 'Sudah disimpan.' },
    { tone: 'flash-note', text: 'Pendaftaran ditutup besok.' },
  ],
  failure: 'Kuota sudah penuh.',
  errors: [{ id: 'name', label: 'Nama', text: 'Wajib diisi.' }],
  fields: [
    formField({ name: 'name', label: 'Nama', hint: 'Sesuai KTP', required: true }, '', 'Nama wajib diisi.'),
    formField({ name: 'kind', label: 'Jenis', choices: words, required: true }, 'diklat', null),
    formField({ name: 'kinds', label: 'Jenis kegiatan', checks: words }, 'bimtek', null),
    formField({ name: 'region', label: 'Kabupaten/kota', groups: [{ group: '', items: words }] }, '', null),
    formField({ name: 'note', label: 'Catatan', multiline: true }, 'Tema kegiatan', null),
  ],
  table: {
    id: 'table',
    columns: [
      { text: 'Kabupaten/kota', number: false },
      { text: 'Diterima', number: true },
    ],
    rows: [
      { header: 'Kota Banjarmasin', note: '63.71', cells: [{ text: '12', number: true }] },
      { header: 'Kota Banjarbaru', note: null, cells: [{ text: '7', number: true }] },
    ],
  },
  next: '#table',
};

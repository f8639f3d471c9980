import { desk, field, figure, report, type View } from './shared.js';

const subscription: View = {
  saved: true,
  batch: 'x',
  frequency: field,
  frequencyAction: '/x',
  validity: 'Tautan ini berlaku sampai 18 Januari 2027.',
};

/** What the pages about reports may name, but for the report of a batch in the console. */
export const pages: Readonly<Record<string, View>> = {
  partner: {
    ...subscription,
    partner: 'Dekranasda',
    batches: [{ href: '/x', title: 'Diklat Keuangan', note: 'Angkatan I' }],
  },
  'partner-report': { ...subscription, allHref: '/x', files: [{ id: 'x', href: '/x', text: 'PDF' }], report },
  'partner-stop': { allHref: '/x' },
  'partner-over': { detail: 'Masa berlaku tautan ini sudah lewat.' },
  'console-recap': {
    ...desk,
    filters: [field],
    asOf: 'Keadaan hari ini',
    files: [{ href: '/x', text: 'CSV' }],
    totals: [{ label: 'Hadir', value: '1.234' }],
    figures: [figure],
  },
  'console-partner-contact': {
    ...desk,
    backHref: '/x',
    state: 'Tautan aktif',
    badge: '',
    facts: [{ label: 'Mitra', value: 'Dekranasda' }],
    url: 'https://dinas.example/mitra/x',
    renewAction: '/x',
    revokeAction: '/x',
  },
};

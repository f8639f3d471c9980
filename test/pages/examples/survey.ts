import { bar, desk, field, type View } from './shared.js';

/** What the pages about a survey may name. */
export const pages: Readonly<Record<string, View>> = {
  survey: {
    event: 'Diklat Keuangan · Angkatan I',
    tone: '',
    lead: 'Pendapat Anda penting.',
    failure: 'Survei sudah ditutup.',
    message: 'Terima kasih.',
    errors: [{ id: 'x', label: 'Materi', text: 'Wajib diisi.' }],
    form: { action: '/x', revision: 1, promises: ['Tanpa nama'], fields: [{ ...field, scale: true }] },
  },
  'console-survey': {
    ...desk,
    reportHref: '/x',
    questionsHref: '/x',
    asked: 8,
    files: [{ href: '/x', text: 'XLSX' }],
    results: [
      {
        title: '1. Materi',
        answered: '3 jawaban',
        average: 'rata-rata 4,5',
        bars: [bar],
        texts: ['Bagus'],
        none: true,
        moreHref: '/x',
        moreText: 'Lihat semua 9 jawaban',
      },
    ],
    state: 'Dibuka',
    badge: '',
    explanation: 'Tautan dikirim.',
    response: bar,
    facts: [{ label: 'Dibuka', value: 'Senin' }],
    action: '/x',
    days: field,
    actions: [{ value: 'close', text: 'Tutup', tone: 'button-bad' }],
  },
  'console-survey-texts': { ...desk, backHref: '/x', question: 'Saran', texts: ['Bagus'] },
  'console-survey-questions': {
    ...desk,
    backHref: '/x',
    sum: '1 pertanyaan',
    addHref: '/x',
    frozen: true,
    questions: [
      {
        title: '1. Materi',
        kind: 'Skala',
        required: 'wajib dijawab',
        options: 'A · B',
        editHref: '/x',
        action: '/x',
        revision: 1,
        first: false,
        last: false,
      },
    ],
    take: { replaces: true, revision: 1, from: field },
  },
};

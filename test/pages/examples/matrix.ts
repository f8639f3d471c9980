import { desk, field, type View } from './shared.js';

const mark = { mark: 'present', letter: 'H', word: 'Hadir', key: 'H', short: 'Hadir' };
const column = {
  ...{ id: 'x', title: 'Label', asked: true, time: '08.00 s.d. 11.00 WITA', formHref: '/x', closeHref: '/x', none: 3 },
  sheetHref: '/x',
};

/** What the pages of attendance and certificates may name. */
export const pages: Readonly<Record<string, View>> = {
  'console-attendance': {
    ...desk,
    ...{ day: '2026-10-20', dayText: 'Selasa, 20 Oktober 2026', nobody: true, people: 30, clearHref: '/x' },
    ...{ words: '{}', liveHref: '/x', sheetsHref: '/x', participantsHref: '/x', timetableHref: '/x' },
    days: [{ href: '/x', text: 'Sel, 20 Oktober 2026', current: true }],
    fields: [field],
    columns: [column],
    rows: [{ id: 'x', sequence: 1, code: 'K7M4-9QTX', name: 'Norhasanah', cells: [mark], sum: '1/1' }],
    sums: [{ mark: 'present', word: 'Hadir', counts: [{ mark: 'present', count: 1 }] }],
    marks: [mark],
  },
  'console-session-marks': {
    ...desk,
    ...{ session: 'Label', when: 'Selasa', matrixHref: '/x', sheetHref: '/x', closeHref: '/x', action: '/x' },
    sums: [{ word: 'Hadir', count: 1 }],
    rest: [{ value: 'absent', text: 'Alpa' }],
    rows: [
      {
        ...{ id: 'x', name: 'Norhasanah', code: 'K7M4-9QTX', standing: 'present' },
        choices: [{ id: 'present-x', name: 'mark.x', value: 'present', letter: 'H', word: 'Hadir', selected: true }],
      },
    ],
  },
  'console-close-session': {
    ...desk,
    ...{ session: 'Label', when: 'Selasa', shown: 1, action: '/x', backHref: '/x' },
    people: [{ name: 'Norhasanah', code: 'K7M4-9QTX' }],
  },
  'console-sign-in-sheets': { ...desk, action: '/x', backHref: '/x', none: true, fields: [field] },
  'console-certificates': {
    ...desk,
    ...{ running: true, nobody: true, ready: '1 orang', rule: 'Syarat', issueAction: '/x', issueText: 'Terbitkan' },
    ...{ previewHref: '/x', signatoryHref: '/x', clearHref: '/x' },
    groups: [{ href: '/x', text: 'Terbit', count: 1 }],
    fields: [field],
    rows: [
      {
        ...{ name: 'Norhasanah', code: 'K7M4-9QTX', figures: '4 JP', state: 'Terbit', badge: '', why: 'Kurang' },
        previewHref: '/x',
        certificate: {
          ...{ number: '001', mail: 'Email terkirim', reason: 'Salah', pdfHref: '/x', againAction: '/x', key: 'x' },
          ...{ correctHref: '/x', revokeHref: '/x' },
        },
      },
    ],
  },
};

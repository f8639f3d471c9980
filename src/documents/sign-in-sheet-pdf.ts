import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { letterhead, type LetterheadOffice } from './letterhead.js';
import { renderPdf } from './pdf.js';
import { table, type Column } from './report-pdf-table.js';

export interface SignInSheetPerson {
  readonly name: string;
  readonly gender: 'male' | 'female' | null;
  readonly enterprise: string | null;
  readonly regency: string | null;
}

/** A sheet that goes through the room to be signed: it holds no NIK and no phone. Dates are as printed. */
export interface SignInSheetView {
  readonly office: LetterheadOffice & { readonly city: string };
  /** "Diklat Strategi Penguatan Koperasi – Angkatan II". */
  readonly event: string;
  readonly session: string;
  readonly trainers: string;
  readonly venue: string;
  /** "Selasa, 20 Oktober 2026". */
  readonly date: string;
  /** "20 Oktober 2026". */
  readonly shortDate: string;
  /** "08.00 s.d. 11.00 WITA". */
  readonly time: string;
  readonly people: readonly SignInSheetPerson[];
  readonly madeAt: Date;
}

const side = 40;
const textWidth = 515;
/** 12 mm, the least that a signature needs. */
const rowHeight = 34;
const blankRows = 5;
const dots = '…………………………';
const columns: readonly Column[] = [
  { heading: 'No.', width: 22, align: 'right' },
  { heading: 'Nama', width: 132 },
  { heading: 'L/P', width: 22, align: 'center' },
  { heading: 'Usaha/koperasi', width: 96 },
  { heading: 'Kab./Kota', width: 76 },
  { heading: 'Tanda tangan', width: '*' },
];

/** Daftar hadir of one session: A4, the head of the table on every page, blank rows for those who come unannounced. */
export function renderSignInSheet(view: SignInSheetView): Promise<Buffer> {
  const definition = {
    pageMargins: [side, 36, side, 48] as [number, number, number, number],
    styles: { head: { bold: true, color: '#ffffff', fillColor: '#0d5c4a' } },
    content: [
      letterhead(view.office, 'DAFTAR HADIR PESERTA', textWidth),
      facts(view),
      list(view),
      signature(view),
    ].flat(),
    footer: (page: number, pages: number): Content => ({
      text: `Halaman ${page} dari ${pages}`,
      fontSize: 8,
      alignment: 'right',
      margin: [side, 16, side, 0],
    }),
  };
  const title = `Daftar hadir ${view.event}, ${view.session}`;
  return renderPdf(definition, { title, author: view.office.name, locale: 'id', madeAt: view.madeAt });
}

function facts({ event, session, trainers, venue, date, time }: SignInSheetView): Content[] {
  const lines = [
    ['Hari, tanggal', date],
    ['Waktu', time],
    ['Tempat', venue],
    ['Materi', session],
    ...(trainers === '' ? [] : [['Narasumber', trainers]]),
  ];
  const body = lines.map(([label = '', value = '']): TableCell[] => [label, ':', value]);
  return [
    { text: event, alignment: 'center', bold: true, margin: [0, 0, 0, 8] },
    { layout: 'facts', table: { widths: [76, 4, '*'], body }, margin: [0, 0, 0, 8] },
  ];
}

function list({ people }: SignInSheetView): Content {
  const blank: SignInSheetPerson = { name: '', gender: null, enterprise: null, regency: null };
  const rows = [...people, ...Array<SignInSheetPerson>(blankRows).fill(blank)].map(row);
  const content = table(columns, rows);
  return { ...content, table: { ...content.table, heights: (line: number) => (line === 0 ? 14 : rowHeight) } };
}

/** Signatures go to and fro, so that neighbours don't write over each other. */
function row({ name, gender, enterprise, regency }: SignInSheetPerson, index: number): TableCell[] {
  const number = String(index + 1);
  const letter = gender === null ? '' : { male: 'L', female: 'P' }[gender];
  const place = {
    text: `${number}. ……………`,
    margin: [index % 2 === 0 ? 0 : 46, 14, 0, 0] as [number, number, number, number],
  };
  return [
    { text: number, alignment: 'right' },
    name,
    { text: letter, alignment: 'center' },
    enterprise ?? '',
    regency ?? '',
    place,
  ];
}

function signature({ office, shortDate }: SignInSheetView): Content {
  return {
    unbreakable: true,
    margin: [0, 18, 0, 0],
    columns: [
      { text: 'Jumlah hadir: ……… orang (L: ……… P: ………)' },
      {
        width: 190,
        stack: [`${office.city}, ${shortDate}`, 'Panitia,', { text: dots, margin: [0, 44, 0, 0] }, `NIP. ${dots}`],
      },
    ],
  };
}

import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { letterhead, type LetterheadOffice } from './letterhead.js';
import { renderPdf } from './pdf.js';
import { table, type Column } from './report-pdf-table.js';

export const sheetPapers = ['a4', 'f4'] as const;
export type SheetPaper = (typeof sheetPapers)[number];

export interface SheetRow {
  /** One text for each of the sheet's columns. */
  readonly cells: readonly string[];
  /** One text for each signature; empty where there is to be signed. */
  readonly signed: readonly string[];
}

/** One sheet that goes through the room to be signed: it holds no NIK. Dates are as printed. */
export interface SignInSheetView {
  /** "DAFTAR HADIR PESERTA". */
  readonly title: string;
  /** "DIKLAT STRATEGI PENGUATAN KOPERASI – ANGKATAN II". */
  readonly event: string;
  /** Label and text, in two columns as on the paper. */
  readonly facts: {
    readonly left: readonly (readonly [string, string])[];
    readonly right: readonly (readonly [string, string])[];
  };
  /** Besides the running number and the signatures. */
  readonly columns: readonly SheetColumnView[];
  /** The headings of the places for signatures. */
  readonly signatures: readonly string[];
  readonly rows: readonly SheetRow[];
  /** Numbered places below, for those who come unannounced. */
  readonly blankRows: number;
  /** "Jumlah hadir: … orang (L: … P: …)". */
  readonly sum: string;
  /** "20 Oktober 2026". */
  readonly shortDate: string;
  /** "Panitia / PPTK,". */
  readonly signer: string;
}

export interface SheetColumnView {
  readonly heading: string;
  /** In points, on the smallest paper. */
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
}

export interface SignInSheetsView {
  readonly office: LetterheadOffice & { readonly city: string };
  readonly paper: SheetPaper;
  readonly sheets: readonly SignInSheetView[];
  readonly madeAt: Date;
}

const side = 40;
/** 12 mm, the least that a signature needs, without the padding of a row. */
const rowHeight = 34;
const millimetre = 72 / 25.4;
const papers = {
  a4: { width: 210 * millimetre, height: 297 * millimetre },
  f4: { width: 215 * millimetre, height: 330 * millimetre },
} as const;
const dots = '…………………………';
const mostUpright = 2;
const numberWidth = 22;
const padding = 8;

/** Daftar hadir: the head of each table on every page, lying on its side when there are more than two signatures. */
export function renderSignInSheets(view: SignInSheetsView): Promise<Buffer> {
  const lying = view.sheets.some(({ signatures }) => signatures.length > mostUpright);
  const { width, height } = papers[view.paper];
  const textWidth = (lying ? height : width) - 2 * side;
  const definition = {
    pageSize: papers[view.paper],
    pageOrientation: lying ? ('landscape' as const) : ('portrait' as const),
    pageMargins: [side, 36, side, 48] as [number, number, number, number],
    styles: { head: { bold: true, color: '#ffffff', fillColor: '#0d5c4a' } },
    content: view.sheets.flatMap((sheet, index) => [
      broken(letterhead(view.office, sheet.title, textWidth), index > 0),
      facts(sheet),
      list(sheet, textWidth),
      signature(view, sheet),
    ]),
    footer: (page: number, pages: number): Content => ({
      text: `Halaman ${page} dari ${pages}`,
      fontSize: 8,
      alignment: 'right',
      margin: [side, 16, side, 0],
    }),
  };
  const title = view.sheets.map((sheet) => `${sheet.title} ${sheet.event}`)[0] ?? 'DAFTAR HADIR';
  return renderPdf(definition, { title, author: view.office.name, locale: 'id', madeAt: view.madeAt });
}

function broken(content: readonly Content[], onNewPage: boolean): Content {
  return { stack: [...content], ...(onNewPage ? { pageBreak: 'before' } : {}) };
}

function facts({ event, facts: { left, right } }: SignInSheetView): Content {
  const list = (lines: typeof left): Content => ({
    layout: 'facts',
    table: { widths: [72, 4, '*'], body: lines.map(([label, text]): TableCell[] => [label, ':', text]) },
  });
  return {
    stack: [
      { text: event, alignment: 'center', bold: true, margin: [0, 0, 0, 8] },
      { columns: [list(left), list(right)], columnGap: 16, fontSize: 9.5, margin: [0, 0, 0, 8] },
    ],
  };
}

function list({ columns, signatures, rows, blankRows }: SignInSheetView, textWidth: number): Content {
  const widths = columns.map((column) => column.width);
  const taken = [numberWidth, ...widths].reduce((sum, width) => sum + width + padding, 0);
  const room = (textWidth - taken) / signatures.length - padding;
  const blank: SheetRow = { cells: columns.map(() => ''), signed: signatures.map(() => '') };
  const body = [...rows, ...Array<SheetRow>(blankRows).fill(blank)].map((row, index) =>
    line(row, { index, room, columns }),
  );
  const all: Column[] = [
    { heading: 'No.', width: numberWidth, align: 'right' },
    ...columns,
    ...signatures.map((heading): Column => ({ heading, width: '*' })),
  ];
  const content = table(all, body);
  const heights = (place: number) => (place === 0 ? 14 : rowHeight);
  return { ...content, layout: 'signed', table: { ...content.table, heights } };
}

interface Place {
  readonly index: number;
  readonly room: number;
  readonly columns: readonly SheetColumnView[];
}

function line({ cells, signed }: SheetRow, { index, room, columns }: Place): TableCell[] {
  const number = String(index + 1);
  const texts = cells.map((text, place): TableCell => ({ text, alignment: columns[place]?.align ?? 'left' }));
  return [{ text: number, alignment: 'right' }, ...texts, ...signed.map((text) => signedCell(text, index, room))];
}

/** Signatures go to and fro, so that neighbours don't write over each other. */
function signedCell(text: string, index: number, room: number): TableCell {
  if (text !== '') return { text, alignment: 'center', margin: [0, 10, 0, 0] };
  const inset = index % 2 === 0 ? 0 : Math.round(room * 0.45);
  return { text: `${index + 1}. ………`, margin: [inset, 14, 0, 0] };
}

function signature({ office }: SignInSheetsView, { sum, shortDate, signer }: SignInSheetView): Content {
  return {
    unbreakable: true,
    margin: [0, 18, 0, 0],
    columns: [
      { text: sum },
      {
        width: 190,
        stack: [`${office.city}, ${shortDate}`, signer, { text: dots, margin: [0, 44, 0, 0] }, `NIP. ${dots}`],
      },
    ],
  };
}

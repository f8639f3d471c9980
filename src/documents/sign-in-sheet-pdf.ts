import type { Content, Node, NodeQueries, TableCell } from 'pdfmake/interfaces.js';
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
  /** Whether it keeps its width whatever stands beside it. */
  readonly fixed?: boolean;
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
/** A number with its dots. */
const shortest = 38;
const rowsOfSignature = 4;
/** Of the columns, when two signatures stand beside them on an upright page. */
const narrowed = 0.84;

/** Daftar hadir: the head of each table on every page, lying on its side when there are more than two signatures. */
export async function renderSignInSheets(view: SignInSheetsView): Promise<Buffer> {
  const lonely = new Set<number>();
  const first = await render(view, (sheet) => lonely.add(sheet));
  if (lonely.size === 0) return first;
  const sheets = view.sheets.map((sheet, index) => (lonely.has(index) ? longer(sheet) : sheet));
  return render({ ...view, sheets }, () => undefined);
}

/** A signature that would stand on a page by itself gets rows above it: they are more than it is high. */
function longer(sheet: SignInSheetView): SignInSheetView {
  return { ...sheet, blankRows: sheet.blankRows + rowsOfSignature };
}

/** `onLonely` hears of each sheet whose signature stands on a page without rows. */
function render(view: SignInSheetsView, onLonely: (sheet: number) => void): Promise<Buffer> {
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
      signature(view, sheet, index),
    ]),
    pageBreakBefore: ({ id }: Node, { getPreviousNodesOnPage }: NodeQueries): boolean => {
      const sheet = /^sum-(\d+)$/.exec(id ?? '')?.[1];
      const alone = sheet !== undefined && getPreviousNodesOnPage().every((node) => node.table === undefined);
      if (alone) onLonely(Number(sheet));
      return false;
    },
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

function list({ columns: wide, signatures, rows, blankRows }: SignInSheetView, textWidth: number): Content {
  const columns = signatures.length === mostUpright ? wide.map(narrower) : wide;
  const widths = columns.map((column) => column.width);
  const taken = [numberWidth, ...widths].reduce((sum, width) => sum + width + padding, 0);
  const room = (textWidth - taken) / signatures.length - padding;
  const blank: SheetRow = { cells: columns.map(() => ''), signed: signatures.map(() => '') };
  const body = [...rows, ...Array<SheetRow>(blankRows).fill(blank)].map((row, index) =>
    line(row, { index, room, columns }),
  );
  const all: Column[] = [
    { heading: 'No.', width: numberWidth, align: 'right' },
    ...columns.map(({ heading, width, align = 'left' }): Column => ({ heading, width, align })),
    ...signatures.map((heading): Column => ({ heading, width: '*' })),
  ];
  const content = table(all, body);
  const heights = (place: number) => (place === 0 ? 14 : rowHeight);
  return { ...content, layout: 'signed', table: { ...content.table, heights } };
}

function narrower({ fixed = false, width, ...column }: SheetColumnView): SheetColumnView {
  return { ...column, width: fixed ? width : Math.round(width * narrowed) };
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
  const inset = index % 2 === 0 ? 0 : Math.max(0, Math.min(room * 0.45, room - shortest));
  return { text: `${index + 1}. ………`, margin: [inset, 14, 0, 0] };
}

function signature({ office }: SignInSheetsView, { sum, shortDate, signer }: SignInSheetView, index: number): Content {
  return {
    unbreakable: true,
    margin: [0, 18, 0, 0],
    columns: [
      { id: `sum-${index}`, text: sum },
      {
        width: 190,
        stack: [`${office.city}, ${shortDate}`, signer, { text: dots, margin: [0, 44, 0, 0] }, `NIP. ${dots}`],
      },
    ],
  };
}

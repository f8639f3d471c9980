import type { ContentTable, CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Locale } from '../kernel/locale.js';
import { fonts } from './fonts.js';
import { fontReference } from './parsed-fonts.js';

/** What a PDF says of itself. `madeAt` takes the place of the clock, so that the same input gives the same bytes. */
export interface PdfFacts {
  readonly title: string;
  readonly author: string;
  readonly locale: Locale;
  readonly madeAt: Date;
}

const fontFiles = Object.values(fonts).flatMap((family) => Object.values(family));

/** By name, as templates and definitions ask for them: tables with thin rules, and rows that only stand in order. */
const tableLayouts: Record<string, CustomTableLayout> = {
  ruled: layout({ rule: 0.5, sides: 4, top: 2, bottom: 1.5 }),
  dense: layout({ rule: 0.5, sides: 2, top: 2, bottom: 1.5 }),
  facts: layout({ rule: 0, sides: 2, top: 0.5, bottom: 0.5 }),
  bare: layout({ rule: 0, sides: 0, top: 1, bottom: 0 }),
  signed: { ...layout({ rule: 0.5, sides: 4, top: 2, bottom: 1.5 }), ...boxed() },
};

/** Measures in points. */
function layout({ rule, sides, top, bottom }: { rule: number; sides: number; top: number; bottom: number }) {
  return {
    hLineWidth: (line: number, { table }: ContentTable) => (line <= (table.headerRows ?? 0) ? 0 : rule),
    vLineWidth: () => 0,
    hLineColor: () => '#c5d0cb',
    paddingLeft: () => sides,
    paddingRight: () => sides,
    paddingTop: () => top,
    paddingBottom: () => bottom,
  };
}

/** A box around each cell, for what is filled in by hand. */
function boxed() {
  return { hLineWidth: () => 0.5, vLineWidth: () => 0.5, hLineColor: () => '#55635d', vLineColor: () => '#55635d' };
}

/** What pdfmake reads instead of the disk; its types don't tell of it. */
interface VirtualFiles {
  writeFileSync(file: string, content: Buffer): void;
}

/** Loaded with the first document: most processes, and every start, do without. */
async function loadPdfmake() {
  const { default: pdfmake } = await import('pdfmake');
  const { virtualfs } = pdfmake as unknown as { readonly virtualfs: VirtualFiles };
  for (const file of fontFiles) virtualfs.writeFileSync(file, fontReference(file));
  pdfmake.setFonts(fonts);
  pdfmake.setTableLayouts(tableLayouts);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  return pdfmake;
}

let pdfmake: ReturnType<typeof loadPdfmake> | undefined;

/** Renders a pdfmake definition; nothing but our own fonts is read, and nothing is fetched. */
export async function renderPdf(definition: TDocumentDefinitions, facts: PdfFacts): Promise<Buffer> {
  const { title, author, locale, madeAt } = facts;
  pdfmake ??= loadPdfmake();
  const document = (await pdfmake).createPdf({
    pageSize: 'A4',
    version: '1.7',
    language: locale,
    displayTitle: true,
    ...definition,
    info: { title, author, creator: 'Bina', producer: 'Bina', creationDate: madeAt, modDate: madeAt },
    defaultStyle: { font: 'Sans', fontSize: 10, ...definition.defaultStyle },
  });
  return document.getBuffer();
}

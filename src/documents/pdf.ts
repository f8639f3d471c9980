import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Locale } from '../kernel/locale.js';
import { fonts } from './fonts.js';

/** What a PDF says of itself. `madeAt` takes the place of the clock, so that the same input gives the same bytes. */
export interface PdfFacts {
  readonly title: string;
  readonly author: string;
  readonly locale: Locale;
  readonly madeAt: Date;
}

const fontFiles = new Set(Object.values(fonts).flatMap((family) => Object.values(family)));

pdfmake.setFonts(fonts);
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => fontFiles.has(path));

/** Renders a pdfmake definition; nothing but our own fonts is read, and nothing is fetched. */
export async function renderPdf(definition: TDocumentDefinitions, facts: PdfFacts): Promise<Buffer> {
  const { title, author, locale, madeAt } = facts;
  const document = pdfmake.createPdf({
    pageSize: 'A4',
    language: locale,
    displayTitle: true,
    ...definition,
    info: { title, author, creator: 'Bina', producer: 'Bina', creationDate: madeAt, modDate: madeAt },
    defaultStyle: { font: 'Sans', fontSize: 10, ...definition.defaultStyle },
  });
  return document.getBuffer();
}

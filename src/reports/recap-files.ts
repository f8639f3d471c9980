import { Injectable } from '@nestjs/common';
import { realisationCsv, recapCsv } from '../documents/recap-csv.js';
import { recapTables, type RecapTable, type RecapText } from '../documents/recap-tables.js';
import { renderRecapWorkbook } from '../documents/recap-workbook.js';
import type { RecapView } from '../documents/recap.view.js';
import { Messages } from '../http/messages.js';
import { formatInstant, formatMonth } from '../kernel/date-texts.js';
import type { Locale } from '../kernel/locale.js';
import { defaultZone } from '../programs/create-batch.js';

export const recapForms = ['xlsx', 'csv', 'realisasi.csv'] as const;
export type RecapForm = (typeof recapForms)[number];

export interface RecapFile {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A recap in words: its tables, and the files to take along. */
@Injectable()
export class RecapFiles {
  constructor(private readonly messages: Messages) {}

  tables(view: RecapView, locale: Locale): RecapTable[] {
    return recapTables(view, { text: this.text(locale), monthName: (month) => formatMonth(month, locale) });
  }

  text(locale: Locale): RecapText {
    return (key, params = {}) => this.messages.text(locale, `recap:${key}`, params);
  }

  async make(view: RecapView, form: RecapForm, locale: Locale): Promise<RecapFile> {
    const scope = [view.kind, view.fiscalYear].filter((part) => part !== null);
    const filename = `${['rekap', ...scope, dayOf(view)].join('-')}.${form}`;
    const contentType = form === 'xlsx' ? workbookType : 'text/csv; charset=utf-8';
    return { filename, contentType, content: await this.render(view, form, locale) };
  }

  private async render(view: RecapView, form: RecapForm, locale: Locale): Promise<Buffer> {
    if (form === 'realisasi.csv') return Buffer.from(realisationCsv(view), 'utf8');
    const text = this.text(locale);
    const tables = this.tables(view, locale);
    if (form === 'csv') return Buffer.from(recapCsv(tables, text), 'utf8');
    const notice = text('as_of', { at: formatInstant(view.asOf, { locale, zone: defaultZone }) });
    return renderRecapWorkbook(view, tables, { text, notice });
  }
}

function dayOf({ asOf }: RecapView): string {
  return asOf.toISOString().slice(0, 10);
}

import { Injectable } from '@nestjs/common';
import { Messages } from '../../http/messages.js';
import type { Locale } from '../../kernel/locale.js';
import type { FieldError } from '../../kernel/problems.js';
import type { CheckedImport } from './check-import.js';
import { columnLetter, type ColumnMapping, type ImportField } from './import-columns.rules.js';
import type { ImportSheet } from './import-drafts.js';
import { importFieldOf } from './import-row.rules.js';

/** Where a fault stands and what it is, in words. */
export interface FaultText {
  /** `B`, or null for the row as a whole and for a column that the spreadsheet has not. */
  readonly column: string | null;
  /** The heading of the column, or what is missing. */
  readonly heading: string;
  readonly reason: string;
  /** What stands in the cell; null where that is nobody's business. */
  readonly value: string | null;
}

/** Words of a list only: a name, an address, a number or a date is never repeated. */
const repeatable: ReadonlySet<ImportField> = new Set(['gender', 'regency', 'kind', 'role', 'scale']);
const longestValue = 40;

/** Says what is wrong with the rows of a spreadsheet. */
@Injectable()
export class ImportFaults {
  constructor(private readonly messages: Messages) {}

  text(
    locale: Locale,
    fault: FieldError,
    sheet: ImportSheet,
    mapping: ColumnMapping,
    cells: readonly string[],
  ): FaultText {
    const reason = this.messages.error(locale, fault.code, fault.params);
    const field = importFieldOf(fault.field);
    if (field === null) return { column: null, heading: '', reason, value: null };
    const at = mapping.columns[field];
    if (at === undefined) {
      return { column: null, heading: this.messages.text(locale, `import:col_${field}`), reason, value: null };
    }
    const value = repeatable.has(field) ? (cells[at] ?? '').slice(0, longestValue) : '';
    return { column: columnLetter(at), heading: sheet.header[at] ?? '', reason, value: value === '' ? null : value };
  }

  /** The faulty rows, with their reasons in a column more. */
  withReasons({ draft, sheet, rows }: CheckedImport, locale: Locale): ImportSheet {
    const mapping = draft.mapping ?? { columns: {}, defaults: {} };
    const width = sheet.header.length;
    const reasons = (faults: readonly FieldError[], cells: readonly string[]) =>
      faults.map((fault) => {
        const { heading, reason } = this.text(locale, fault, sheet, mapping, cells);
        return heading === '' ? reason : `${heading}: ${reason}`;
      });
    const faulty = rows.filter(({ state }) => state === 'faulty');
    return {
      ...sheet,
      header: [...sheet.header, this.messages.text(locale, 'import:reason')],
      rows: faulty.map(({ number, cells, faults }) => ({
        number,
        cells: [...Array.from({ length: width }, (_, at) => cells[at] ?? ''), reasons(faults, cells).join(' ')],
      })),
    };
  }
}

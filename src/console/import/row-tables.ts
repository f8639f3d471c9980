import { Injectable } from '@nestjs/common';
import { displayPhone } from '../../kernel/phone.js';
import { regions } from '../../kernel/regions.js';
import { maskNik } from '../../participants/masked-nik.js';
import type { CheckedImport, CheckedRow } from '../../registrations/import/check-import.js';
import { ImportFaults } from '../../registrations/import/import-faults.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';

const mostFaults = 200;
const previewed = 8;

/** The rows of a spreadsheet in tables: what is wrong with which, and how the first ones were read. */
@Injectable()
export class RowTables {
  constructor(
    private readonly pages: ConsolePages,
    private readonly faultTexts: ImportFaults,
  ) {}

  /** How often each fault occurs, the most frequent first. */
  kinds(visit: Visit, checked: CheckedImport): { readonly text: string; readonly count: number }[] {
    const counts = new Map<string, number>();
    for (const { row, fault } of faultsOf(checked)) {
      const { heading, reason } = this.texts(visit, checked, row, fault);
      const repeated = fault.code === 'row_repeated' ? this.pages.text(visit, 'import:repeated') : reason;
      const text = heading === '' ? repeated : `${heading}: ${reason}`;
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    return [...counts].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count);
  }

  /** Null when there is none. */
  faults(visit: Visit, checked: CheckedImport) {
    const all = faultsOf(checked);
    if (all.length === 0) return null;
    const text = (key: string, params = {}) => this.pages.text(visit, `import:${key}`, params);
    const rows = all.slice(0, mostFaults).map(({ row, fault }) => {
      const { column, heading, reason, value } = this.texts(visit, checked, row, fault);
      const place = [column ?? [], heading === '' ? [] : heading].flat().join(' · ');
      const cells = [place === '' ? '–' : place, reason, value ?? ''];
      const header = text('row_number', { row: row.number });
      return { header, note: null, cells: cells.map((one) => ({ text: one, number: false })) };
    });
    const columns = ['th_row', 'th_column', 'reason', 'th_value'].map((key) => ({ text: text(key), number: false }));
    const more = all.length > mostFaults ? text('more_faults', { count: all.length - mostFaults }) : null;
    return { title: text('faults_title', { count: all.length }), table: { id: 'faults', columns, rows }, more };
  }

  preview(visit: Visit, { draft, rows }: CheckedImport) {
    const text = (key: string, params = {}) => this.pages.text(visit, `import:${key}`, params);
    const columns = ['th_row', 'col_name', 'col_nik', 'col_phone', 'col_regency', 'col_enterprise', 'th_state'];
    return {
      id: 'preview',
      columns: columns.map((key) => ({ text: text(key), number: false })),
      rows: rows.slice(0, previewed).map((row) => ({
        header: text('row_number', { row: row.number }),
        note: null,
        cells: [...this.read(row, draft.mapping?.columns.nik), text(`row_${row.state}`)].map((one) => ({
          text: one,
          number: false,
        })),
      })),
    };
  }

  /** As it will stand in the list; of a row that can't be read, nothing. */
  private read({ enrolment, cells }: CheckedRow, nikColumn: number | undefined): string[] {
    if (enrolment === null) return Array.from({ length: 5 }, () => '–');
    const { answers, applicant } = enrolment;
    const nik = (cells[nikColumn ?? -1] ?? '').replace(/\D/g, '');
    return [
      answers.name,
      applicant.participant.nikHash === null ? '–' : maskNik(nik),
      displayPhone(answers.phone),
      regions.regency(answers.regencyCode ?? '')?.name ?? '–',
      applicant.enterprise?.name ?? '–',
    ];
  }

  private texts(visit: Visit, { draft, sheet }: CheckedImport, { cells }: CheckedRow, fault: CheckedRow['faults'][0]) {
    const mapping = draft.mapping ?? { columns: {}, defaults: {} };
    return this.faultTexts.text(visit.locale, fault, sheet, mapping, cells);
  }
}

function faultsOf({ rows }: CheckedImport) {
  return rows.flatMap((row) => row.faults.map((fault) => ({ row, fault })));
}

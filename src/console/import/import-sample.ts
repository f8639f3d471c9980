import { Injectable } from '@nestjs/common';
import { renderTables } from '../../documents/table-workbook.js';
import { Masthead } from '../../http/masthead.js';
import { Clock } from '../../kernel/clock.js';
import { regions } from '../../kernel/regions.js';
import { importFields } from '../../registrations/import/import-columns.rules.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';

/** Columns whose words are fixed, each with the names of its texts. */
const lists = {
  gender: ['female', 'male'],
  kind: ['umkm', 'cooperative', 'aspiring'],
  scale: ['micro', 'small', 'medium', 'unknown'],
  role: ['owner', 'board', 'supervisor', 'manager', 'member', 'employee'],
} as const;

/** An empty spreadsheet for districts to fill in: the columns, one invented person, and the words that are understood. */
@Injectable()
export class ImportSample {
  constructor(
    private readonly pages: ConsolePages,
    private readonly masthead: Masthead,
    private readonly clock: Clock,
  ) {}

  async render(visit: Visit): Promise<Buffer> {
    const text = (key: string) => this.pages.text(visit, `import:${key}`);
    const office = await this.masthead.office();
    const names = regions.regenciesOf(office?.provinceCode ?? '').map(({ name }) => name);
    const columns = [
      ...Object.entries(lists).map(([field, words]) => ({
        heading: text(`col_${field}`),
        words: words.map((word) => text(`word_${field}_${word}`)),
      })),
      { heading: text('col_regency'), words: names },
    ];
    const length = Math.max(...columns.map(({ words }) => words.length));
    const people = {
      name: text('sheet_people'),
      header: importFields.map((field) => text(`col_${field}`)),
      rows: [importFields.map((field) => (field === 'regency' ? (names[0] ?? '') : text(`sample_${field}`)))],
    };
    const understood = {
      name: text('sheet_words'),
      header: columns.map(({ heading }) => heading),
      rows: Array.from({ length }, (_, row) => columns.map(({ words }) => words[row] ?? '')),
    };
    return renderTables([people, understood], { title: people.name, creator: '', madeAt: this.clock.now() });
  }
}

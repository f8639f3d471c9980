import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { recapColumns, type RecapTable } from '../../documents/recap-tables.js';
import { formField } from '../../http/form-fields.js';
import { Clock } from '../../kernel/clock.js';
import { formatInstant } from '../../kernel/date-texts.js';
import { dayIn } from '../../kernel/dates.js';
import { formatNumber } from '../../kernel/numbers.js';
import { NotFound } from '../../kernel/problems.js';
import { defaultZone } from '../../programs/create-batch.js';
import { programKinds } from '../../programs/program.entity.js';
import { figure, type Figure } from '../../reports/figure.js';
import { RecapFiles, recapForms } from '../../reports/recap-files.js';
import { sendRecapFile } from '../../reports/recap.controller.js';
import type { RecapQuery } from '../../reports/recap.dto.js';
import { RecapQueries } from '../../reports/recap.queries.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';

const base = '/console/laporan';

/** The office's work over all programs: figures with their charts, and files to take along. */
@ApiExcludeController()
@Controller('console/laporan')
export class RecapPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly queries: RecapQueries,
    private readonly files: RecapFiles,
    private readonly clock: Clock,
  ) {}

  @Get()
  async recap(@Visitor() visit: Visit): Promise<void> {
    const years = await this.queries.years(visit.actor);
    const query = this.asked(visit, years);
    const recap = await this.queries.recap(visit.actor, query);
    const text = this.files.text(visit.locale);
    const tables = this.files.tables(recap, visit.locale);
    const at = formatInstant(recap.asOf, { locale: visit.locale, zone: defaultZone });
    await this.pages.show(visit, 'recap', {
      section: 'reports',
      path: base,
      title: text('title'),
      asOf: text('as_of', { at }),
      filters: this.filters(visit, years, query),
      files: recapForms.map((form) => ({
        href: `${base}/${form}${addressOf(query)}`,
        text: text(`file_${form.replace('realisasi.csv', 'realisation')}`),
      })),
      totals: recapColumns.map((column) => ({
        label: text(column),
        value: formatNumber(recap.totals[column], visit.locale),
      })),
      figures: recap.totals.batches === 0 ? [] : tables.map((table) => this.figure(visit, table)),
    });
  }

  @Get(':form')
  async file(@Visitor() visit: Visit, @Param('form') word: string): Promise<void> {
    const form = recapForms.find((one) => one === word);
    if (form === undefined) throw new NotFound('not_found');
    const recap = await this.queries.recap(visit.actor, this.asked(visit, []));
    await sendRecapFile(visit.reply, await this.files.make(recap, form, visit.locale));
  }

  /** This year's, unless the form was sent; what is not understood narrows nothing. */
  private asked({ query }: Visit, years: readonly number[]): RecapQuery {
    const current = Number(dayIn(defaultZone, this.clock.now()).slice(0, 4));
    const standard = query.saring === undefined && years.includes(current) ? current : undefined;
    const fiscalYear = /^20\d\d$/.test(query.tahun ?? '') ? Number(query.tahun) : standard;
    const kind = programKinds.find((word) => word === query.jenis);
    return { ...(fiscalYear === undefined ? {} : { fiscalYear }), ...(kind === undefined ? {} : { kind }) };
  }

  private filters(visit: Visit, years: readonly number[], { fiscalYear, kind }: RecapQuery) {
    const text = this.files.text(visit.locale);
    const one = (name: string, items: readonly (readonly [string, string])[], value: string) => {
      const groups = [{ group: '', items }];
      return formField({ name, label: text(`f_${name}`), groups, filter: true, required: true }, value, null);
    };
    const yearItems = years.map((year): [string, string] => [String(year), String(year)]);
    const kindItems = programKinds.map((word): [string, string] => [word, text(`kind_${word}`)]);
    return [one('tahun', yearItems, String(fiscalYear ?? '')), one('jenis', kindItems, kind ?? '')];
  }

  private figure({ locale }: Visit, { id, title, head, columns, rows, total }: RecapTable): Figure {
    const text = this.files.text(locale);
    return figure({
      id,
      title,
      lead: text(`lead_${id}`),
      columns: [head, ...columns.map((column) => text(column))],
      rows: [...rows, total].map((row) => ({
        header: row.label,
        numbers: columns.map((column) => formatNumber(row[column] ?? 0, locale)),
      })),
      chart: {
        description: text(`chart_${id}`),
        series: [
          { tone: 'full', text: text('attended') },
          { tone: 'open', text: text('not_there') },
        ],
        bars: rows.map(({ label, attended, confirmed }) => ({
          label,
          parts: [attended, confirmed - attended],
          text: `${formatNumber(attended, locale)} / ${formatNumber(confirmed, locale)}`,
        })),
      },
    });
  }
}

function addressOf({ fiscalYear, kind }: RecapQuery): string {
  const words = { saring: '1', ...(fiscalYear === undefined ? {} : { tahun: String(fiscalYear) }), jenis: kind ?? '' };
  return `?${new URLSearchParams(Object.entries(words).filter(([, word]) => word !== '')).toString()}`;
}

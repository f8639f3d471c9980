import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdParam } from '../http/id-param.js';
import { BatchQueries } from '../programs/batch.queries.js';
import { ProgramQueries } from '../programs/program.queries.js';
import { batchCard } from './batch-card.js';
import { ConsolePages } from './console-pages.js';
import { pageIn, Visitor, type Visit } from './visit.js';

const base = '/console/program';
const perPage = 50;

/** Programs: the list, and one with its batches. */
@ApiExcludeController()
@Controller('console/program')
export class ProgramsPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly programs: ProgramQueries,
    private readonly batches: BatchQueries,
  ) {}

  @Get()
  async list(@Visitor() visit: Visit): Promise<void> {
    const { items, next } = await this.programs.programs(visit.actor, pageIn(visit, perPage));
    const rows = items.map(({ id, kind, title, fiscalYear }) => ({
      href: `${base}/${id}`,
      title,
      kind: this.pages.text(visit, `kind_${kind}`),
      year: String(fiscalYear),
    }));
    const title = this.pages.text(visit, 'section_programs');
    await this.pages.show(visit, 'programs', {
      section: 'programs',
      path: base,
      title,
      rows,
      next: next === null ? null : `${base}?after=${next}`,
    });
  }

  @Get(':id')
  async one(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const program = await this.programs.program(visit.actor, id);
    const { items } = await this.batches.list(visit.actor, { programId: id, limit: 200 });
    const { kind, title, theme, fiscalYear, minimumAttendance } = program;
    await this.pages.show(visit, 'program', {
      section: 'programs',
      path: `${base}/${id}`,
      title,
      kind: this.pages.text(visit, `kind_${kind}`),
      theme,
      year: String(fiscalYear),
      rule: this.pages.text(visit, 'rule', { percent: minimumAttendance }),
      batches: items.map((batch) => batchCard(batch, visit, this.pages)),
      editHref: `${base}/${id}/ubah`,
      copyHref: `${base}/${id}/salin`,
      addHref: `${base}/${id}/angkatan/baru`,
    });
  }
}

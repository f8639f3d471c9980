import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { listCsv, renderListWorkbook, type ListView } from '../../documents/list-files.js';
import { IdParam } from '../../http/id-param.js';
import { Clock } from '../../kernel/clock.js';
import { formatInstant } from '../../kernel/date-texts.js';
import { NotFound } from '../../kernel/problems.js';
import { EarlierTrainings } from '../../selection/earlier-trainings.js';
import { BatchFrame } from '../batch-frame.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { columnHeading, columnText, columnWords } from './participant-columns.js';
import { participantFilter } from './participant-filter.js';
import { statusText } from './participant-row.js';
import { ParticipantQueries } from './participant.queries.js';

const forms = {
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    render: renderListWorkbook,
  },
  csv: { type: 'text/csv; charset=utf-8', render: (list: ListView) => Promise.resolve(Buffer.from(listCsv(list))) },
} as const;

/** The list as it is narrowed, as a file. It holds no NIK and says who took it away. */
@ApiExcludeController()
@Controller('console/angkatan/:id/peserta/unduh')
export class ExportParticipantsPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly participants: ParticipantQueries,
    private readonly earlier: EarlierTrainings,
    private readonly clock: Clock,
  ) {}

  @Get(':form')
  async file(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Param('form') word: string): Promise<void> {
    const form = Object.entries(forms).find(([name]) => name === word)?.[1];
    if (form === undefined) throw new NotFound('not_found');
    const content = await form.render(await this.list(visit, id));
    const day = this.clock.now().toISOString().slice(0, 10);
    await visit.reply
      .type(form.type)
      .header('content-disposition', `attachment; filename="peserta-${day}.${word}"`)
      .header('cache-control', 'no-store')
      .send(content);
  }

  private async list(visit: Visit, id: string): Promise<ListView> {
    const { pages } = this;
    const batch = await this.frame.batch(visit, id);
    const rows = await this.participants.forExport(visit.actor, id, participantFilter(visit));
    const context = { visit, pages, batch, trainings: await this.earlier.ofBatch(visit.actor, id) };
    const text = (key: string) => pages.text(visit, `selection:${key}`);
    const madeAt = this.clock.now();
    const at = formatInstant(madeAt, { locale: visit.locale, zone: batch.timeZone });
    return {
      title: pages.text(visit, 'tab_participants'),
      columns: [
        ...['col_number', 'col_code', 'col_name'].map(text),
        ...columnWords.map((column) => columnHeading(column, visit, pages)),
        text('col_status'),
      ],
      rows: rows.map((row, index) => [
        ...[String(index + 1), row.code, row.name],
        ...columnWords.map((column) => columnText(column, row, context)),
        statusText(row, visit, pages),
      ]),
      footer: pages.text(visit, 'selection:taken_by', { name: visit.actor.name, at }),
      madeAt,
    };
  }
}

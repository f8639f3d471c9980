import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DayMatrix, type MatrixDay } from '../../attendance/day-matrix.js';
import { IdParam } from '../../http/id-param.js';
import { BatchFrame } from '../batch-frame.js';
import { pageIn, Visitor, type Visit } from '../visit.js';
import { MatrixView } from './matrix.view.js';

const perPage = 100;

/** By session and mark, who has it: the numbers of their rows. */
type MarksNow = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

/** Attendance of a day as a matrix: who down, which session across. Cells are typed, or reached through a session's form. */
@ApiExcludeController()
@Controller('console/angkatan/:id/presensi')
export class MatrixPages {
  constructor(
    private readonly frame: BatchFrame,
    private readonly matrix: DayMatrix,
    private readonly view: MatrixView,
  ) {}

  @Get()
  async show(@Visitor('attendant') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const { q, tampil, hari, sesi } = visit.query;
    const day = await this.matrix.day(visit.actor, id, { day: hari, sessionId: sesi });
    const asked = { q, unmarked: tampil === 'belum', ...pageIn(visit, perPage) };
    const people = await this.matrix.people(id, day, asked);
    const view = this.view.of(visit, { batch, day, people, narrowed: q !== undefined || asked.unmarked });
    await this.frame.show(visit, batch, 'attendance', { tab: 'attendance', view });
  }

  /** What stands now, for a matrix that is open on a screen. */
  @Get('terkini')
  @Header('cache-control', 'no-store')
  async now(
    @Visitor('attendant') { actor, query }: Visit,
    @Param('id', IdParam) id: string,
  ): Promise<{ people: number; marks: MarksNow }> {
    const day = await this.matrix.day(actor, id, { day: query.hari });
    return { people: day.people, marks: marksNow(day) };
  }
}

function marksNow({ marks }: MatrixDay): MarksNow {
  const bySession = [...marks].map(([sessionId, own]) => {
    const byMark: Record<string, number[]> = {};
    for (const [sequence, status] of own) (byMark[status] ??= []).push(sequence);
    return [sessionId, byMark] as const;
  });
  return Object.fromEntries(bySession);
}

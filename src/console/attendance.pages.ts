import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { attendanceStatuses, type AttendanceStatus } from '../attendance/attendance.rules.js';
import {
  AttendanceQueries,
  type Matrix,
  type MatrixRow,
  type MatrixSession,
} from '../attendance/attendance.queries.js';
import { MarkAttendance } from '../attendance/mark-attendance.js';
import { IdParam } from '../http/id-param.js';
import { hasRole } from '../identity/actor.js';
import { formatDay, formatTimeRange } from '../kernel/date-texts.js';
import { dayIn } from '../kernel/dates.js';
import { formatNumber } from '../kernel/numbers.js';
import type { Problem } from '../kernel/problems.js';
import { Clock } from '../kernel/clock.js';
import type { BatchView } from '../programs/batch.views.js';
import { BatchFrame, batchHref } from './batch-frame.js';
import { attempt, statusOf, typedOf, type Typed } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { pageIn, Visitor, type Visit } from './visit.js';

const perPage = 150;
const unmarked = '';

/** Attendance by hand: one session at a time, one choice for each participant; who was scanned at the door stands there already. */
@ApiExcludeController()
@Controller('console/angkatan/:id/presensi')
export class AttendancePages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly attendance: AttendanceQueries,
    private readonly markAttendance: MarkAttendance,
    private readonly clock: Clock,
  ) {}

  @Get()
  async session(@Visitor('attendant') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.show(visit, id, null);
  }

  /** Saves what was changed on this screen, and nothing else: what was marked elsewhere meanwhile stays. */
  @Post()
  async save(
    @Visitor('attendant') visit: Visit,
    @Param('id', IdParam) id: string,
    @Body() sent: unknown,
  ): Promise<void> {
    const typed = typedOf(sent);
    await this.frame.batch(visit, id);
    const sessionId = typed.session ?? '';
    let problem: Problem | null = null;
    for (const change of changesIn(typed)) {
      const saved = await attempt(() => this.mark(visit, sessionId, change));
      if ('problem' in saved) problem = saved.problem;
    }
    if (problem !== null) {
      await this.show(visit, id, problem);
      return;
    }
    const query = new URLSearchParams({ ...pageQuery(visit), sesi: sessionId, done: 'attendance_saved' });
    await visit.reply.redirect(`${batchHref(id, '/presensi')}?${query.toString()}`, 303);
  }

  private async mark({ actor }: Visit, sessionId: string, { registrationId, seen, status }: MarkChange): Promise<void> {
    if (status === null) await this.markAttendance.clear(actor, sessionId, registrationId, seen);
    else await this.markAttendance.run(actor, sessionId, registrationId, { status }, seen);
  }

  private async show(visit: Visit, id: string, problem: Problem | null): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const matrix = await this.attendance.matrix(visit.actor, id, pageIn(visit, perPage));
    const session = this.chosen(visit, matrix);
    const path = batchHref(id, '/presensi');
    const view = {
      failure: this.pages.failure(visit, problem),
      sessions: matrix.sessions.map((one) => ({
        ...this.when(visit, batch, one),
        title: one.title,
        href: `${path}?sesi=${one.id}`,
        current: one.id === session?.id,
      })),
      session: session === undefined ? null : { id: session.id, sheetHref: `/console/sesi/${session.id}/daftar-hadir` },
      sums: session === undefined ? [] : this.sums(visit, matrix.items, session),
      rest: this.options(visit, unmarked),
      rows: session === undefined ? [] : matrix.items.map((row) => this.row(visit, row, session)),
      action: `${path}?${new URLSearchParams(pageQuery(visit)).toString()}`,
      next: matrix.next === null || session === undefined ? null : `${path}?sesi=${session.id}&after=${matrix.next}`,
    };
    await this.frame.show(visit, batch, 'attendance', { tab: 'attendance', status: statusOf(problem), view });
  }

  /** The one that was asked for, else the one that goes on or comes next, else the last. */
  private chosen({ query }: Visit, { sessions }: Matrix): MatrixSession | undefined {
    const now = this.clock.now().toISOString();
    const asked = sessions.find(({ id }) => id === query.sesi);
    return asked ?? sessions.find(({ endsAt }) => endsAt > now) ?? sessions.at(-1);
  }

  private when({ locale }: Visit, { timeZone }: BatchView, { startsAt, endsAt }: MatrixSession) {
    const [start, end] = [new Date(startsAt), new Date(endsAt)];
    const date = formatDay(dayIn(timeZone, start), locale);
    return { date, time: formatTimeRange(start, end, { locale, zone: timeZone }) };
  }

  private row(visit: Visit, { registrationId, name, code, marks, percentage }: MatrixRow, session: MatrixSession) {
    const standing = statusIn(marks, session) ?? unmarked;
    return {
      id: registrationId,
      ...{ name, code, standing },
      share: this.pages.text(visit, 'share', { percent: formatNumber(percentage, visit.locale) }),
      label: this.pages.text(visit, 'mark_of', { name }),
      options: this.options(visit, standing),
    };
  }

  private options(visit: Visit, standing: string) {
    const keeps = !hasRole(visit.actor, 'organizer') && standing !== unmarked;
    const words = keeps ? attendanceStatuses : [unmarked, ...attendanceStatuses];
    return words.map((word) => ({
      value: word,
      text: this.pages.text(visit, word === unmarked ? 'mark_none' : `mark_${word}`),
      selected: word === standing,
    }));
  }

  private sums(visit: Visit, rows: readonly MatrixRow[], session: MatrixSession) {
    const standing = rows.map(({ marks }) => statusIn(marks, session) ?? 'none');
    return [...attendanceStatuses, 'none'].map((word) => ({
      label: this.pages.text(visit, `mark_${word}`),
      count: standing.filter((one) => one === word).length,
    }));
  }
}

interface MarkChange {
  readonly registrationId: string;
  /** What the screen showed. */
  readonly seen: AttendanceStatus | null;
  /** Null takes the mark back. */
  readonly status: AttendanceStatus | null;
}

/** What differs from what the screen showed; those without a mark get the one for all the rest, if there is one. */
function changesIn(typed: Typed): MarkChange[] {
  return Object.entries(typed).flatMap(([name, word]): MarkChange[] => {
    const registrationId = /^mark\.(.+)$/.exec(name)?.[1];
    if (registrationId === undefined || !isUUID(registrationId)) return [];
    const seen = known(typed[`was.${registrationId}`]);
    const status = known(word) ?? (seen === null ? known(typed.rest) : null);
    return status === seen ? [] : [{ registrationId, seen, status }];
  });
}

function known(word: string | undefined): AttendanceStatus | null {
  return attendanceStatuses.find((one) => one === word) ?? null;
}

function statusIn(marks: MatrixRow['marks'], { id }: MatrixSession): AttendanceStatus | undefined {
  return marks.find(({ sessionId }) => sessionId === id)?.status;
}

function pageQuery({ query: { after } }: Visit): Record<string, string> {
  return after === undefined ? {} : { after };
}

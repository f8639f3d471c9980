import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { attendanceStatuses, type AttendanceStatus } from '../../attendance/attendance.rules.js';
import { DayMatrix, type MatrixPerson } from '../../attendance/day-matrix.js';
import { standings, tally, type Standing } from '../../attendance/day-matrix.rules.js';
import { MarkAttendance } from '../../attendance/mark-attendance.js';
import { IdParam } from '../../http/id-param.js';
import { hasRole } from '../../identity/actor.js';
import type { Problem } from '../../kernel/problems.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, statusOf, typedOf, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { pageIn, Visitor, type Visit } from '../visit.js';
import { SessionInFrame } from './session-in-frame.js';

const perPage = 100;

interface Ids {
  readonly id: string;
  readonly sessionId: string;
}

/** One session as a form: a choice for each participant. Who was scanned at the door stands there already. */
@ApiExcludeController()
@Controller('console/angkatan/:id/presensi/sesi/:sessionId')
export class SessionMarksPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly sessions: SessionInFrame,
    private readonly matrix: DayMatrix,
    private readonly markAttendance: MarkAttendance,
  ) {}

  @Get()
  async form(
    @Visitor('attendant') visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('sessionId', IdParam) sessionId: string,
  ): Promise<void> {
    await this.show(visit, { id, sessionId }, null);
  }

  /** Saves what was changed on this screen, and nothing else: what was marked elsewhere meanwhile stays. */
  @Post()
  async save(
    @Visitor('attendant') visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('sessionId', IdParam) sessionId: string,
    @Body() sent: unknown,
  ): Promise<void> {
    await this.sessions.session(visit, { id, sessionId });
    let problem: Problem | null = null;
    for (const change of changesIn(typedOf(sent))) {
      const saved = await attempt(() => this.mark(visit, sessionId, change));
      if ('problem' in saved) problem = saved.problem;
    }
    if (problem !== null) {
      await this.show(visit, { id, sessionId }, problem);
      return;
    }
    const query = new URLSearchParams({ ...kept(visit), done: 'attendance.saved' });
    await visit.reply.redirect(`${formHref({ id, sessionId })}?${query.toString()}`, 303);
  }

  private async mark({ actor }: Visit, sessionId: string, { registrationId, seen, status }: MarkChange): Promise<void> {
    if (status === null) await this.markAttendance.clear(actor, sessionId, registrationId, seen);
    else await this.markAttendance.run(actor, sessionId, registrationId, { status }, seen);
  }

  private async show(visit: Visit, ids: Ids, problem: Problem | null): Promise<void> {
    const { batch, session, day, when } = await this.sessions.session(visit, ids);
    const matrix = await this.matrix.day(visit.actor, batch.id, { day });
    const { q, tampil } = visit.query;
    const people = await this.matrix.people(batch.id, matrix, {
      q,
      unmarked: tampil === 'belum',
      ...pageIn(visit, perPage),
    });
    const marks = matrix.marks.get(session.id);
    const counts = tally(marks?.values() ?? [], matrix.people);
    const href = formHref(ids);
    const more = new URLSearchParams({ ...kept(visit), after: people.next ?? '' }).toString();
    const view = {
      failure: this.pages.failure(visit, problem),
      session: session.title,
      when,
      matrixHref: `${batchHref(batch.id, '/presensi')}?sesi=${session.id}`,
      sheetHref: `/console/sesi/${session.id}/daftar-hadir`,
      closeHref: counts.none === 0 ? null : `${href}/belum`,
      sums: standings.map((mark) => ({ word: this.text(visit, `mark_${mark}`), count: counts[mark] })),
      rows: people.items.map((person) => this.row(visit, person, marks?.get(person.sequence) ?? 'none')),
      rest: attendanceStatuses.map((mark) => ({ value: mark, text: this.text(visit, `mark_${mark}`) })),
      action: `${href}?${new URLSearchParams(kept(visit)).toString()}`,
      next: people.next === null ? null : `${href}?${more}`,
    };
    await this.frame.show(visit, batch, 'session-marks', { tab: 'attendance', status: statusOf(problem), view });
  }

  private row(visit: Visit, { id, name, code }: MatrixPerson, standing: Standing) {
    const keeps = !hasRole(visit.actor, 'organizer') && standing !== 'none';
    const marks = standings.filter((mark) => mark !== 'none' || !keeps);
    return {
      ...{ id, name, code, standing },
      choices: marks.map((mark) => ({
        id: `${mark}-${id}`,
        name: `mark.${id}`,
        value: mark,
        letter: this.text(visit, `letter_${mark}`),
        word: this.text(visit, `mark_${mark}`),
        selected: mark === standing,
      })),
    };
  }

  private text(visit: Visit, key: string): string {
    return this.pages.text(visit, `attendance:${key}`);
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

function formHref({ id, sessionId }: Ids): string {
  return batchHref(id, `/presensi/sesi/${sessionId}`);
}

function kept({ query }: Visit): Record<string, string> {
  const { q, tampil, after } = query;
  return Object.fromEntries(
    Object.entries({ q, tampil, after }).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}

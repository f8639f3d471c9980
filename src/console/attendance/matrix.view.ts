import { Injectable } from '@nestjs/common';
import type { MatrixDay, MatrixPerson } from '../../attendance/day-matrix.js';
import { attendedCount, standings, tally, type Standing } from '../../attendance/day-matrix.rules.js';
import { formField } from '../../http/form-fields.js';
import type { Page } from '../../http/paging.js';
import { hasRole } from '../../identity/actor.js';
import { formatDay, formatLongDay, formatTimeRange, formatWeekday } from '../../kernel/date-texts.js';
import type { Session } from '../../programs/session.entity.js';
import type { BatchView } from '../../programs/batch.views.js';
import { batchHref } from '../batch-frame.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';

export interface Shown {
  readonly batch: BatchView;
  readonly day: MatrixDay;
  readonly people: Page<MatrixPerson>;
  /** Whether somebody looks for some of them only. */
  readonly narrowed: boolean;
}

const saved = ['saving', 'saved', 'waiting', 'signed_out', 'refused', 'replaced', 'changed', 'unsaved'] as const;
const weekdayLength = 3;

/** What the page of a day's matrix shows, and the words that its script says. */
@Injectable()
export class MatrixView {
  constructor(private readonly pages: ConsolePages) {}

  of(visit: Visit, shown: Shown): Record<string, unknown> {
    const { batch, day, people, narrowed } = shown;
    const path = batchHref(batch.id, '/presensi');
    const mayClear = hasRole(visit.actor, 'organizer');
    return {
      ...this.whichDay(visit, shown),
      fields: this.fields(visit),
      clearHref: narrowed ? `${path}?hari=${day.day ?? ''}` : null,
      sheetsHref: `${path}/daftar-hadir?hari=${day.day ?? ''}`,
      columns: day.sessions.map((session) => this.column(visit, shown, session)),
      rows: people.items.map((person) => this.row(visit, shown, person)),
      sums: this.sums(visit, shown),
      nobody: day.people === 0,
      participantsHref: mayClear ? batchHref(batch.id, '/peserta') : null,
      timetableHref: mayClear ? batchHref(batch.id, '/jadwal') : null,
      marks: this.marks(visit, mayClear),
      words: JSON.stringify(this.words(visit)),
      liveHref: `${path}/terkini?hari=${day.day ?? ''}`,
      people: day.people,
      next: people.next === null ? null : `${path}?${address({ ...visit.query, after: people.next })}`,
    };
  }

  private whichDay({ locale, query }: Visit, { batch, day: { day, days } }: Shown) {
    const path = batchHref(batch.id, '/presensi');
    const kept = query.tampil === undefined ? {} : { tampil: query.tampil };
    return {
      day,
      dayText: day === null ? null : formatLongDay(day, locale),
      days: days.map((one) => ({
        href: `${path}?${address({ ...kept, hari: one })}`,
        text: `${formatWeekday(one, locale).slice(0, weekdayLength)}, ${formatDay(one, locale)}`,
        current: one === day,
      })),
    };
  }

  private fields(visit: Visit) {
    const { query } = visit;
    const search = { name: 'q', label: this.text(visit, 'search'), type: 'search', filter: true, required: true };
    const items = [['belum', this.text(visit, 'only_unmarked')] as const];
    const which = { name: 'tampil', label: this.text(visit, 'shown'), groups: [{ group: '', items }] };
    return [
      formField(search, query.q ?? '', null),
      formField({ ...which, filter: true, required: true }, query.tampil ?? '', null),
    ];
  }

  private column({ locale, query }: Visit, { batch, day }: Shown, { id, title, startsAt, endsAt }: Session) {
    const none = tally(day.marks.get(id)?.values() ?? [], day.people).none;
    const formHref = batchHref(batch.id, `/presensi/sesi/${id}`);
    return {
      id,
      title,
      asked: id === query.sesi,
      time: formatTimeRange(startsAt, endsAt, { locale, zone: batch.timeZone }),
      formHref,
      none,
      closeHref: none === 0 ? null : `${formHref}/belum`,
      sheetHref: `/console/sesi/${id}/daftar-hadir`,
    };
  }

  private row(visit: Visit, { day }: Shown, { id, sequence, code, name }: MatrixPerson) {
    const marks = day.sessions.map(({ id: session }) => day.marks.get(session)?.get(sequence) ?? 'none');
    return {
      ...{ id, sequence, code, name },
      cells: marks.map((mark) => ({ mark, ...this.mark(visit, mark) })),
      sum: `${attendedCount(marks)}/${marks.length}`,
    };
  }

  /** One line for each mark, one figure for each session: of all who are confirmed, whoever is shown. */
  private sums(visit: Visit, { day }: Shown) {
    const tallies = day.sessions.map(({ id }) => tally(day.marks.get(id)?.values() ?? [], day.people));
    return standings.map((mark) => ({
      mark,
      word: this.mark(visit, mark).word,
      counts: tallies.map((counts) => ({ mark, count: counts[mark] })),
    }));
  }

  private marks(visit: Visit, mayClear: boolean) {
    return standings
      .filter((mark) => mark !== 'none' || mayClear)
      .map((mark) => ({ mark, ...this.mark(visit, mark), ...this.button(visit, mark) }));
  }

  private mark(visit: Visit, mark: Standing) {
    return { letter: this.text(visit, `letter_${mark}`), word: this.text(visit, `mark_${mark}`) };
  }

  private button(visit: Visit, mark: Standing) {
    return { key: this.text(visit, `key_${mark}`), short: this.text(visit, `short_${mark}`) };
  }

  private words(visit: Visit): Record<string, string> {
    const said = saved.map((word) => [word, this.text(visit, `said_${word}`)] as const);
    return Object.fromEntries(said);
  }

  private text(visit: Visit, key: string): string {
    return this.pages.text(visit, `attendance:${key}`);
  }
}

/** What narrows the page; what was done and in which language it is read does not. */
function address(query: Readonly<Record<string, string>>): string {
  const kept = Object.entries(query).filter(([name]) => name !== 'done' && name !== 'lang');
  return new URLSearchParams(kept).toString();
}

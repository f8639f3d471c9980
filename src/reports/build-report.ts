import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { In, type EntityManager } from 'typeorm';
import { AttendanceQueries, statusesOf, type Marks, type Timetable } from '../attendance/attendance.queries.js';
import { attendedShare, countsAsAttended } from '../attendance/attendance.rules.js';
import type { AttendanceReportView, ReportParticipant } from '../documents/attendance-report.view.js';
import { Messages } from '../http/messages.js';
import { Office } from '../identity/office.entity.js';
import { Breather } from '../kernel/breather.js';
import { Clock } from '../kernel/clock.js';
import { formatDayRange, formatInstant, formatLongDay, formatTimeRange } from '../kernel/date-texts.js';
import { dayIn } from '../kernel/dates.js';
import type { Locale } from '../kernel/locale.js';
import { romanNumeral } from '../kernel/numbers.js';
import { sortKey } from '../kernel/person-name.js';
import { regions } from '../kernel/regions.js';
import { Batch } from '../programs/batch.entity.js';
import { Partner } from '../programs/partner.entity.js';
import { ProgramPartner } from '../programs/program-partner.entity.js';
import { Program } from '../programs/program.entity.js';
import type { Session } from '../programs/session.entity.js';
import { peoplePages, type ReportPerson } from './report-people.js';
import { brokenSums, countGroups, countRegions, countTotals, Tally, type CountedPerson } from './report.rules.js';
import { SortedRuns, type Keyed } from './sorted-runs.js';

/** A report's figures and list; who gets which correction is decided by who sends it. */
export type ReportContent = Omit<AttendanceReportView, 'asOfInstant' | 'correction' | 'replaces'>;

type Figures = Pick<ReportContent, 'totals' | 'sessions' | 'regions' | 'groups'>;

interface Facts {
  readonly locale: Locale;
  readonly batch: Batch;
  readonly program: Program;
  readonly office: Office;
  readonly partners: readonly string[];
  readonly timetable: Timetable;
}

interface People {
  readonly tally: Tally;
  /** The confirmed ones, by name. */
  readonly listed: readonly ReportParticipant[];
}

/** Gathers and counts a batch's attendance. Every figure comes from the same rows, read once, a page at a time. */
@Injectable()
export class BuildReport {
  constructor(
    private readonly clock: Clock,
    private readonly messages: Messages,
    private readonly attendance: AttendanceQueries,
  ) {}

  /** Throws when figures don't add up: a wrong report is worse than none. */
  async run(manager: EntityManager, batch: Batch, locale: Locale = 'id'): Promise<ReportContent> {
    const facts = { ...(await this.facts(manager, batch)), locale };
    const people = await this.people(manager, facts);
    const content = { ...this.head(facts), ...figures(facts, people.tally), participants: people.listed };
    const broken = brokenSums(content);
    if (broken.length > 0) throw new Error(`The report of batch ${batch.id} does not add up: ${broken.join(', ')}.`);
    return content;
  }

  private async facts(tx: EntityManager, batch: Batch): Promise<Omit<Facts, 'locale'>> {
    const program = await tx.findOneByOrFail(Program, { id: batch.programId });
    const links = await tx.findBy(ProgramPartner, { programId: program.id });
    const ids = links.map(({ partnerId }) => partnerId);
    const partners = await tx.find(Partner, { where: { id: In(ids) }, order: { id: 'ASC' } });
    return {
      batch,
      program,
      office: await tx.findOneByOrFail(Office, { id: batch.officeId }),
      partners: partners.map(({ name }) => name),
      timetable: await this.attendance.timetable(tx, batch.id),
    };
  }

  private async people(manager: EntityManager, facts: Facts): Promise<People> {
    const breather = new Breather();
    const tally = new Tally(facts.timetable.sessions.length);
    const listed = new SortedRuns<ReportParticipant>(breather);
    for await (const page of peoplePages(manager, facts.batch.id)) {
      const ids = page.map(({ id }) => id);
      const marks = await this.attendance.marksOf(manager, ids);
      const confirmed: Keyed<ReportParticipant>[] = [];
      for (const person of page) {
        const own = statusesOf(marks, person.id);
        tally.add(countedPerson(facts, person, own));
        if (person.status !== 'confirmed') continue;
        const value = participant(facts, person, own);
        tally.addMarks(value.marks);
        confirmed.push({ key: `${sortKey(person.name)} ${person.id}`, value });
      }
      await listed.add(confirmed);
      await breather.rest();
    }
    return { tally, listed: await listed.sorted() };
  }

  private head(facts: Facts): Omit<ReportContent, keyof Figures | 'participants'> {
    const { locale, batch, program, office, partners } = facts;
    return {
      locale,
      office: { parentName: office.parentName, name: office.name, address: office.address },
      program: {
        kind: program.kind,
        title: program.title,
        theme: program.theme,
        fiscalYear: program.fiscalYear,
        minimumAttendance: program.minimumAttendance,
      },
      batch: this.messages.text(locale, 'reports:batch', { number: romanNumeral(batch.number) }),
      partners,
      dates: datesOf(facts),
      venue: [batch.venueName, batch.venueAddress, regions.regency(batch.venueRegencyCode)?.name ?? ''].join(', '),
      asOf: formatInstant(this.clock.now(), { locale, zone: batch.timeZone }),
    };
  }
}

function figures(facts: Facts, tally: Tally): Figures {
  const { sessions } = facts.timetable;
  return {
    totals: countTotals(tally.people),
    sessions: sessions.map((session, index) => ({ ...sessionFacts(facts, session), ...tally.marksOf(index) })),
    regions: countRegions(tally.people, regions.regenciesOf(facts.office.provinceCode)),
    groups: countGroups(tally.people),
  };
}

/** SHA-256 in hex of what a report says, without when it says so: equal for reports between which nothing changed. */
export function contentHash({ asOf: _, ...content }: ReportContent): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Nobody qualifies before the sessions to come allow it. */
function isQualified({ timetable, program }: Facts, marks: Marks): boolean {
  const { percentage } = attendedShare(timetable.counting, marks);
  return timetable.counting.length > 0 && percentage >= program.minimumAttendance;
}

function countedPerson(facts: Facts, { status, gender, regency, kind }: ReportPerson, marks: Marks): CountedPerson {
  const confirmed = status === 'confirmed';
  return {
    confirmed,
    gender,
    regencyCode: regency,
    kind: kind ?? 'none',
    attended: [...marks.values()].some(countsAsAttended),
    qualified: confirmed && isQualified(facts, marks),
  };
}

function participant(
  facts: Facts,
  { name, gender, enterprise, regency }: ReportPerson,
  marks: Marks,
): ReportParticipant {
  const { sessions, held } = facts.timetable;
  return {
    name,
    gender,
    enterprise,
    regency: regency === null ? null : (regions.regency(regency)?.name ?? null),
    marks: sessions.map(({ id }) => marks.get(id) ?? 'none'),
    percentage: Math.round(attendedShare(held, marks).percentage * 10) / 10,
    qualified: isQualified(facts, marks),
  };
}

function sessionFacts({ batch, locale }: Facts, { title, startsAt, endsAt, lessonHours }: Session) {
  const zone = batch.timeZone;
  return {
    title,
    day: dayIn(zone, startsAt),
    date: formatLongDay(dayIn(zone, startsAt), locale),
    time: formatTimeRange(startsAt, endsAt, { locale, zone }),
    lessonHours,
  };
}

function datesOf({ timetable, batch, locale }: Facts): string {
  const [first] = timetable.sessions;
  const last = timetable.sessions.at(-1);
  if (first === undefined || last === undefined) return '';
  return formatDayRange(dayIn(batch.timeZone, first.startsAt), dayIn(batch.timeZone, last.startsAt), locale);
}

import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { In, type EntityManager } from 'typeorm';
import { AttendanceQueries, statusesOf, type TakenAttendance } from '../attendance/attendance.queries.js';
import { attendedShare, countsAsAttended } from '../attendance/attendance.rules.js';
import type { AttendanceReportView, ReportParticipant, ReportSession } from '../documents/attendance-report.view.js';
import { Messages } from '../http/messages.js';
import { Office } from '../identity/office.entity.js';
import { Clock } from '../kernel/clock.js';
import { formatDayRange, formatInstant, formatLongDay, formatTimeRange } from '../kernel/date-texts.js';
import { dayIn } from '../kernel/dates.js';
import type { Locale } from '../kernel/locale.js';
import { romanNumeral } from '../kernel/numbers.js';
import { sortKey } from '../kernel/person-name.js';
import { regions } from '../kernel/regions.js';
import { Enterprise } from '../participants/enterprise.entity.js';
import { Batch } from '../programs/batch.entity.js';
import { Partner } from '../programs/partner.entity.js';
import { ProgramPartner } from '../programs/program-partner.entity.js';
import { Program } from '../programs/program.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { brokenSums, countGroups, countMarks, countRegions, countTotals, type CountedPerson } from './report.rules.js';

/** A report's figures and list; who gets which correction is decided by who sends it. */
export type ReportContent = Omit<AttendanceReportView, 'asOfInstant' | 'correction' | 'replaces'>;

interface Rows {
  readonly locale: Locale;
  readonly batch: Batch;
  readonly program: Program;
  readonly office: Office;
  readonly partners: readonly string[];
  readonly registrations: readonly Registration[];
  readonly enterprises: ReadonlyMap<string, Enterprise>;
  readonly attendance: TakenAttendance;
}

/** Gathers and counts a batch's attendance. Every figure comes from the same rows, read once. */
@Injectable()
export class BuildReport {
  constructor(
    private readonly clock: Clock,
    private readonly messages: Messages,
    private readonly attendance: AttendanceQueries,
  ) {}

  /** Throws when figures don't add up: a wrong report is worse than none. */
  async run(manager: EntityManager, batch: Batch, locale: Locale = 'id'): Promise<ReportContent> {
    const content = this.content({ ...(await this.gather(manager, batch)), locale });
    const broken = brokenSums(content);
    if (broken.length > 0) throw new Error(`The report of batch ${batch.id} does not add up: ${broken.join(', ')}.`);
    return content;
  }

  private async gather(tx: EntityManager, batch: Batch): Promise<Omit<Rows, 'locale'>> {
    const program = await tx.findOneByOrFail(Program, { id: batch.programId });
    const registrations = await tx.find(Registration, { where: { batchId: batch.id }, order: { sequence: 'ASC' } });
    const enterprises = await tx
      .createQueryBuilder(Enterprise, 'enterprise')
      .innerJoin(Registration, 'registration', 'registration.enterpriseId = enterprise.id')
      .where('registration.batchId = :batchId', { batchId: batch.id })
      .getMany();
    const links = await tx.findBy(ProgramPartner, { programId: program.id });
    const ids = links.map(({ partnerId }) => partnerId);
    const partners = await tx.find(Partner, { where: { id: In(ids) }, order: { id: 'ASC' } });
    return {
      batch,
      program,
      office: await tx.findOneByOrFail(Office, { id: batch.officeId }),
      partners: partners.map(({ name }) => name),
      registrations,
      enterprises: new Map(enterprises.map((enterprise) => [enterprise.id, enterprise])),
      attendance: await this.attendance.ofBatch(tx, batch.id),
    };
  }

  private content(rows: Rows): ReportContent {
    const { locale, batch, program, office, partners } = rows;
    const people = rows.registrations.map((registration) => counted(rows, registration));
    const listed = participants(rows);
    const home = regions.regenciesOf(office.provinceCode);
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
      dates: datesOf(rows),
      venue: [batch.venueName, batch.venueAddress, regions.regency(batch.venueRegencyCode)?.name ?? ''].join(', '),
      asOf: formatInstant(this.clock.now(), { locale, zone: batch.timeZone }),
      totals: countTotals(people),
      sessions: sessionsOf(rows, listed),
      regions: countRegions(people, home),
      groups: countGroups(people),
      participants: listed,
    };
  }
}

/** SHA-256 in hex of what a report says, without when it says so: equal for reports between which nothing changed. */
export function contentHash({ asOf: _, ...content }: ReportContent): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Nobody qualifies before the sessions to come allow it. */
function isQualified({ attendance, program }: Rows, { id }: Registration): boolean {
  const { percentage } = attendedShare(attendance.counting, statusesOf(attendance, id));
  return attendance.counting.length > 0 && percentage >= program.minimumAttendance;
}

function counted(rows: Rows, registration: Registration): CountedPerson {
  const enterprise = rows.enterprises.get(registration.enterpriseId ?? '');
  const marks = [...statusesOf(rows.attendance, registration.id).values()];
  const confirmed = registration.status === 'confirmed';
  return {
    confirmed,
    gender: registration.gender,
    regencyCode: registration.regencyCode,
    kind: enterprise?.kind ?? 'none',
    attended: marks.some(countsAsAttended),
    qualified: confirmed && isQualified(rows, registration),
  };
}

function participants(rows: Rows): ReportParticipant[] {
  const confirmed = rows.registrations.filter(({ status }) => status === 'confirmed');
  const key = ({ name, id }: Registration) => `${sortKey(name)} ${id}`;
  return [...confirmed]
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map((registration) => {
      const marks = statusesOf(rows.attendance, registration.id);
      return {
        name: registration.name,
        gender: registration.gender,
        enterprise: rows.enterprises.get(registration.enterpriseId ?? '')?.name ?? null,
        regency: registration.regencyCode === null ? null : (regions.regency(registration.regencyCode)?.name ?? null),
        marks: rows.attendance.sessions.map(({ id }) => marks.get(id) ?? 'none'),
        percentage: Math.round(attendedShare(rows.attendance.held, marks).percentage * 10) / 10,
        qualified: isQualified(rows, registration),
      };
    });
}

function sessionsOf({ attendance, batch, locale }: Rows, listed: readonly ReportParticipant[]): ReportSession[] {
  const zone = batch.timeZone;
  return attendance.sessions.map(({ title, startsAt, endsAt, lessonHours }, index) => ({
    title,
    day: dayIn(zone, startsAt),
    date: formatLongDay(dayIn(zone, startsAt), locale),
    time: formatTimeRange(startsAt, endsAt, { locale, zone }),
    lessonHours,
    ...countMarks(listed, index),
  }));
}

function datesOf({ attendance, batch, locale }: Rows): string {
  const [first] = attendance.sessions;
  const last = attendance.sessions.at(-1);
  if (first === undefined || last === undefined) return '';
  return formatDayRange(dayIn(batch.timeZone, first.startsAt), dayIn(batch.timeZone, last.startsAt), locale);
}

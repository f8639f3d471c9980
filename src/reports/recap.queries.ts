import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { queryNamed } from '../database/named-query.js';
import type { ProgramKindWord, RecapView } from '../documents/recap.view.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Office } from '../identity/office.entity.js';
import { Clock } from '../kernel/clock.js';
import { dayIn } from '../kernel/dates.js';
import { regions } from '../kernel/regions.js';
import { Program } from '../programs/program.entity.js';
import { brokenRecapSums, recapOf, type RecapSums } from './recap.rules.js';
import type { RecapQuery } from './recap.dto.js';

type Count = number | string;

interface SumRow {
  readonly what: 'batch' | 'region' | 'gender' | 'enterprise';
  readonly word: string | null;
  readonly kind: ProgramKindWord;
  readonly fiscal_year: Count;
  readonly venue: string;
  readonly zone: string;
  readonly first: string | null;
  readonly registered: Count;
  readonly confirmed: Count;
  readonly attended: Count;
  readonly certificates: Count;
  readonly hours: Count;
}

const people = `COALESCE(SUM(registered), 0) AS registered, COALESCE(SUM(confirmed), 0) AS confirmed,
    COALESCE(SUM(attended), 0) AS attended, COALESCE(SUM(certificates), 0) AS certificates,
    COALESCE(SUM(hours), 0) AS hours`;

/** All sums in one statement, and so of one instant; the rows are as many as batches and groups, never as people. */
function statement({ fiscalYear, kind }: RecapQuery): string {
  const year = fiscalYear === undefined ? '' : 'AND programs.fiscal_year = :fiscalYear';
  const only = kind === undefined ? '' : 'AND programs.kind = :kind';
  return `
  WITH held AS (
    SELECT batches.id, programs.id AS program_id, programs.kind, programs.fiscal_year,
      batches.venue_regency_code AS venue, batches.time_zone AS zone,
      (SELECT MIN(sessions.starts_at) FROM sessions WHERE sessions.batch_id = batches.id) AS first
    FROM batches JOIN programs ON programs.id = batches.program_id
    WHERE batches.office_id = :officeId AND batches.status IN ('published', 'completed') ${year} ${only}),
  taken AS (
    SELECT attendances.registration_id, SUM(sessions.lesson_hours) AS hours
    FROM held JOIN sessions ON sessions.batch_id = held.id
    JOIN attendances ON attendances.session_id = sessions.id AND attendances.status IN ('present', 'late')
    GROUP BY attendances.registration_id),
  person AS (
    SELECT held.id AS batch_id, held.kind, held.fiscal_year, registrations.regency_code, registrations.gender,
      enterprises.kind AS enterprise, 1 AS registered,
      CASE WHEN registrations.status = 'confirmed' THEN 1 ELSE 0 END AS confirmed,
      CASE WHEN registrations.status = 'confirmed' AND taken.registration_id IS NOT NULL THEN 1 ELSE 0 END AS attended,
      CASE WHEN certificates.id IS NOT NULL THEN 1 ELSE 0 END AS certificates,
      CASE WHEN registrations.status = 'confirmed' THEN COALESCE(taken.hours, 0) ELSE 0 END AS hours
    FROM held JOIN registrations ON registrations.batch_id = held.id
    LEFT JOIN taken ON taken.registration_id = registrations.id
    LEFT JOIN enterprises ON enterprises.id = registrations.enterprise_id
    LEFT JOIN certificates ON certificates.registration_id = registrations.id AND certificates.status = 'issued')
  SELECT 'batch' AS what, held.program_id AS word, held.kind, held.fiscal_year, held.venue, held.zone, held.first, ${people}
    FROM held LEFT JOIN person ON person.batch_id = held.id
    GROUP BY held.id, held.program_id, held.kind, held.fiscal_year, held.venue, held.zone, held.first
  UNION ALL SELECT 'region', regency_code, kind, fiscal_year, NULL, NULL, NULL, ${people}
    FROM person GROUP BY regency_code, kind, fiscal_year
  UNION ALL SELECT 'gender', gender, NULL, NULL, NULL, NULL, NULL, ${people} FROM person GROUP BY gender
  UNION ALL SELECT 'enterprise', enterprise, NULL, NULL, NULL, NULL, NULL, ${people} FROM person GROUP BY enterprise`;
}

/** What an office did, over all its programs. */
@Injectable()
export class RecapQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Throws when figures don't add up: a wrong recap is worse than none. */
  async recap(actor: Actor, query: RecapQuery): Promise<RecapView> {
    requireRole(actor, 'organizer');
    const { reader } = this.database;
    const office = await reader.findOneByOrFail(Office, { id: actor.officeId });
    const sums = await this.sums(reader, actor, query);
    const { fiscalYear = null, kind = null } = query;
    const figures = recapOf(sums, regions.regenciesOf(office.provinceCode), fiscalYear);
    const broken = brokenRecapSums(figures);
    if (broken.length > 0) throw new Error(`The recap of office ${office.id} does not add up: ${broken.join(', ')}.`);
    return { fiscalYear, kind, asOf: this.clock.now(), ...figures };
  }

  /** The fiscal years of the office's programs, the latest first. */
  async years(actor: Actor): Promise<number[]> {
    requireRole(actor, 'organizer');
    const rows = await this.database.reader
      .createQueryBuilder(Program, 'program')
      .select('program.fiscalYear', 'year')
      .where('program.officeId = :officeId', { officeId: actor.officeId })
      .groupBy('program.fiscalYear')
      .getRawMany<{ year: Count }>();
    return rows.map(({ year }) => Number(year)).sort((a, b) => b - a);
  }

  private async sums(manager: EntityManager, { officeId }: Actor, query: RecapQuery): Promise<RecapSums> {
    const { fiscalYear, kind } = query;
    const rows = await queryNamed<SumRow>(manager, statement(query), {
      officeId,
      ...(fiscalYear === undefined ? {} : { fiscalYear }),
      ...(kind === undefined ? {} : { kind }),
    });
    const of = (what: SumRow['what']) => rows.filter((row) => row.what === what);
    return {
      batches: of('batch').map(batchSum),
      regions: of('region').map((row) => ({
        regencyCode: row.word,
        kind: row.kind,
        fiscalYear: Number(row.fiscal_year),
        ...counts(row),
      })),
      genders: of('gender').map((row) => ({ word: row.word, ...counts(row) })),
      groups: of('enterprise').map((row) => ({ word: row.word, ...counts(row) })),
    };
  }
}

function batchSum(row: SumRow) {
  const { word, kind, venue, zone, first } = row;
  return {
    programId: word ?? '',
    kind,
    fiscalYear: Number(row.fiscal_year),
    venueRegencyCode: venue,
    month: first === null ? null : dayIn(zone, new Date(first)).slice(0, 7),
    ...counts(row),
  };
}

function counts({ registered, confirmed, attended, certificates, hours }: SumRow) {
  return {
    registered: Number(registered),
    confirmed: Number(confirmed),
    attended: Number(attended),
    certificates: Number(certificates),
    lessonHours: Number(hours),
  };
}

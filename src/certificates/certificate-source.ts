import { Injectable } from '@nestjs/common';
import { In, MoreThan, type EntityManager } from 'typeorm';
import { AttendanceQueries, statusesOf, type Marks, type Timetable } from '../attendance/attendance.queries.js';
import { attendedShare } from '../attendance/attendance.rules.js';
import { inGroups } from '../database/rows.js';
import { defaultSignatory, ofOffice } from '../identity/manage-signatories.js';
import { Office } from '../identity/office.entity.js';
import { Signatory } from '../identity/signatory.entity.js';
import { dayIn } from '../kernel/dates.js';
import { regions } from '../kernel/regions.js';
import { Enterprise } from '../participants/enterprise.entity.js';
import { BatchSignatory } from '../programs/batch-signatory.entity.js';
import { Batch } from '../programs/batch.entity.js';
import { Partner } from '../programs/partner.entity.js';
import { ProgramPartner } from '../programs/program-partner.entity.js';
import { Program } from '../programs/program.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import type { CertificateContent, CertificateSession } from './certificate.content.js';
import type { CertificateStatus } from './certificate.entity.js';
import { reasonToSkip, type SkipCode } from './certificate.rules.js';

const awarded = {
  ...{ id: true, batchId: true, sequence: true, name: true, email: true, locale: true },
  ...{ enterpriseId: true, regencyCode: true },
} as const;

/** A registration, as far as certificates need to know it. */
export type Attendee = Pick<Registration, keyof typeof awarded>;

/** A batch as its certificates see it. */
export interface CertifiableBatch {
  readonly batch: Batch;
  readonly program: Program;
  readonly office: Office;
  readonly signatory: CertificateContent['signatory'];
  readonly partners: readonly string[];
  readonly attendance: Timetable;
  /** Confirmed, in order of registering. */
  readonly registrations: readonly Attendee[];
  /** Of those and of nobody else, by registration. */
  readonly marks: ReadonlyMap<string, Marks>;
  /** Names by id. */
  readonly enterprises: ReadonlyMap<string, string>;
}

/** Those who registered after this sequence number, at most so many. */
export interface Part {
  readonly after: number;
  readonly most: number;
}

/** Gathers what certificates are made from, in the caller's transaction. */
@Injectable()
export class CertificateSource {
  constructor(private readonly attendance: AttendanceQueries) {}

  /** With all who registered, or with a part of them. */
  async ofBatch(tx: EntityManager, batch: Batch, part?: Part): Promise<CertifiableBatch> {
    const program = await tx.findOneByOrFail(Program, { id: batch.programId });
    const office = await tx.findOneByOrFail(Office, { id: batch.officeId });
    const registrations = await tx.find(Registration, {
      where: { batchId: batch.id, status: 'confirmed', sequence: MoreThan(part?.after ?? 0) },
      order: { sequence: 'ASC' },
      select: awarded,
      ...(part === undefined ? {} : { take: part.most }),
    });
    const ids = registrations.map(({ id }) => id);
    return {
      batch,
      program,
      office,
      signatory: await this.signatoryOf(tx, batch, office),
      partners: await this.partnersOf(tx, program),
      attendance: await this.attendance.timetable(tx, batch.id),
      registrations,
      marks: await this.attendance.marksOf(tx, ids),
      enterprises: await enterprisesOf(tx, registrations),
    };
  }

  /** Whom the batch has chosen, else the office's default. */
  private async signatoryOf(tx: EntityManager, batch: Batch, office: Office): Promise<CertificateContent['signatory']> {
    const chosen = await tx.findOneBy(BatchSignatory, { batchId: batch.id });
    const signatory =
      chosen === null
        ? await defaultSignatory(tx, office.id)
        : await tx.findOneByOrFail(Signatory, { id: chosen.signatoryId });
    const { title, name, nip, grade } = signatory ?? ofOffice(office);
    return { title, name, nip, ...(grade === null ? {} : { grade }) };
  }

  private async partnersOf(tx: EntityManager, program: Program): Promise<string[]> {
    const links = await tx.findBy(ProgramPartner, { programId: program.id });
    if (links.length === 0) return [];
    const partners = await tx.find(Partner, {
      where: { id: In(links.map(({ partnerId }) => partnerId)) },
      order: { id: 'ASC' },
    });
    return partners.map(({ name }) => name);
  }
}

async function enterprisesOf(
  tx: EntityManager,
  registrations: readonly Pick<Registration, 'enterpriseId'>[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const ids of inGroups([...new Set(registrations.flatMap(({ enterpriseId }) => enterpriseId ?? []))])) {
    const group = await tx.find(Enterprise, { where: { id: In(ids) }, select: { id: true, name: true } });
    for (const { id, name } of group) names.set(id, name);
  }
  return names;
}

/** The part of the lesson hours that a registrant attended, in percent. */
export function percentageOf({ attendance, marks }: CertifiableBatch, { id }: Pick<Registration, 'id'>): number {
  return attendedShare(attendance.counting, statusesOf(marks, id)).percentage;
}

/** Null for who would get a certificate now. `standing` is the state of the registrant's latest one. */
export function skipCodeOf(
  source: CertifiableBatch,
  registration: Pick<Registration, 'id'>,
  standing: CertificateStatus | null,
): SkipCode | null {
  const sessionsHeld = source.attendance.counting.length;
  const candidate = { percentage: percentageOf(source, registration), sessionsHeld, standing };
  return reasonToSkip(candidate, source.program.minimumAttendance);
}

/** What is printed for one registrant; dates and JP come from the sessions that were held. */
export function contentFor(source: CertifiableBatch, registration: Attendee, now: Date): CertificateContent {
  return { ...commonContent(source, now), recipient: recipientOf(source, registration) };
}

/** What is printed for everybody of a batch. */
export function commonContent(source: CertifiableBatch, now: Date): Omit<CertificateContent, 'recipient'> {
  const { batch, program, office, partners } = source;
  const sessions = heldSessions(source);
  const issuedOn = dayIn(batch.timeZone, now);
  return {
    office: { name: office.name, parentName: office.parentName, address: office.address, city: office.city },
    program: { kind: program.kind, title: program.title, theme: program.theme },
    partners,
    batch: {
      number: batch.number,
      firstDay: sessions[0]?.day ?? issuedOn,
      lastDay: sessions.at(-1)?.day ?? issuedOn,
      venueName: batch.venueName,
      venueRegency: regions.regency(batch.venueRegencyCode)?.name ?? '',
    },
    lessonHours: sessions.reduce((total, session) => total + session.lessonHours, 0),
    sessions,
    signatory: source.signatory,
    issuedOn,
  };
}

function heldSessions({ attendance, batch }: CertifiableBatch): CertificateSession[] {
  return attendance.counting.map(({ title, startsAt, lessonHours }) => ({
    title,
    day: dayIn(batch.timeZone, startsAt),
    lessonHours,
  }));
}

export function recipientOf(
  { enterprises }: CertifiableBatch,
  registration: Attendee,
): CertificateContent['recipient'] {
  const { name, enterpriseId, regencyCode } = registration;
  return {
    name,
    enterprise: enterprises.get(enterpriseId ?? '') ?? null,
    regency: regencyCode === null ? null : (regions.regency(regencyCode)?.name ?? null),
  };
}

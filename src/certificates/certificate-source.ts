import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { AttendanceQueries, statusesOf, type TakenAttendance } from '../attendance/attendance.queries.js';
import { attendedShare } from '../attendance/attendance.rules.js';
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

/** A batch as its certificates see it. */
export interface CertifiableBatch {
  readonly batch: Batch;
  readonly program: Program;
  readonly office: Office;
  readonly signatory: CertificateContent['signatory'];
  readonly partners: readonly string[];
  readonly attendance: TakenAttendance;
  /** Confirmed, in order of registering. */
  readonly registrations: readonly Registration[];
  readonly enterprises: ReadonlyMap<string, Enterprise>;
}

/** Gathers what certificates are made from, in the caller's transaction. */
@Injectable()
export class CertificateSource {
  constructor(private readonly attendance: AttendanceQueries) {}

  async ofBatch(tx: EntityManager, batch: Batch): Promise<CertifiableBatch> {
    const program = await tx.findOneByOrFail(Program, { id: batch.programId });
    const registrations = await tx.find(Registration, {
      where: { batchId: batch.id, status: 'confirmed' },
      order: { sequence: 'ASC' },
    });
    const enterprises = await tx
      .createQueryBuilder(Enterprise, 'enterprise')
      .innerJoin(Registration, 'registration', 'registration.enterpriseId = enterprise.id')
      .where('registration.batchId = :batchId', { batchId: batch.id })
      .getMany();
    const office = await tx.findOneByOrFail(Office, { id: batch.officeId });
    return {
      batch,
      program,
      office,
      signatory: await this.signatoryOf(tx, batch, office),
      partners: await this.partnersOf(tx, program),
      attendance: await this.attendance.ofBatch(tx, batch.id),
      registrations,
      enterprises: new Map(enterprises.map((enterprise) => [enterprise.id, enterprise])),
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

/** The part of the lesson hours that a registrant attended, in percent. */
export function percentageOf(source: CertifiableBatch, registration: Registration): number {
  return attendedShare(source.attendance.counting, statusesOf(source.attendance, registration.id)).percentage;
}

/** Null for who would get a certificate now. `standing` is the state of the registrant's latest one. */
export function skipCodeOf(
  source: CertifiableBatch,
  registration: Registration,
  standing: CertificateStatus | null,
): SkipCode | null {
  const sessionsHeld = source.attendance.counting.length;
  const candidate = { percentage: percentageOf(source, registration), sessionsHeld, standing };
  return reasonToSkip(candidate, source.program.minimumAttendance);
}

/** What is printed for one registrant; dates and JP come from the sessions that were held. */
export function contentFor(source: CertifiableBatch, registration: Registration, now: Date): CertificateContent {
  return contentWith(source, recipientOf(source, registration), now);
}

export function contentWith(
  source: CertifiableBatch,
  recipient: CertificateContent['recipient'],
  now: Date,
): CertificateContent {
  const { batch, program, office, partners } = source;
  const sessions = heldSessions(source);
  const issuedOn = dayIn(batch.timeZone, now);
  return {
    office: { name: office.name, parentName: office.parentName, address: office.address, city: office.city },
    recipient,
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

function recipientOf({ enterprises }: CertifiableBatch, registration: Registration): CertificateContent['recipient'] {
  const { name, enterpriseId, regencyCode } = registration;
  return {
    name,
    enterprise: enterprises.get(enterpriseId ?? '')?.name ?? null,
    regency: regencyCode === null ? null : (regions.regency(regencyCode)?.name ?? null),
  };
}

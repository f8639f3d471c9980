import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { AttendanceQueries, statusesOf, type TakenAttendance } from '../attendance/attendance.queries.js';
import { attendedShare } from '../attendance/attendance.rules.js';
import { Office } from '../identity/office.entity.js';
import { dayIn } from '../kernel/dates.js';
import { regions } from '../kernel/regions.js';
import { Enterprise } from '../participants/enterprise.entity.js';
import { Batch } from '../programs/batch.entity.js';
import { Partner } from '../programs/partner.entity.js';
import { ProgramPartner } from '../programs/program-partner.entity.js';
import { Program } from '../programs/program.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import type { CertificateContent } from './certificate.content.js';

/** A batch as its certificates see it. */
export interface CertifiableBatch {
  readonly batch: Batch;
  readonly program: Program;
  readonly office: Office;
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
    return {
      batch,
      program,
      office: await tx.findOneByOrFail(Office, { id: batch.officeId }),
      partners: await this.partnersOf(tx, program),
      attendance: await this.attendance.ofBatch(tx, batch.id),
      registrations,
      enterprises: new Map(enterprises.map((enterprise) => [enterprise.id, enterprise])),
    };
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

/** What is printed for one registrant; dates and JP come from the sessions that were held. */
export function contentFor(source: CertifiableBatch, registration: Registration, now: Date): CertificateContent {
  const { batch, program, office, partners, attendance } = source;
  const day = (instant: Date) => dayIn(batch.timeZone, instant);
  const sessions = attendance.counting.map((session) => ({
    title: session.title,
    day: day(session.startsAt),
    lessonHours: session.lessonHours,
  }));
  const enterprise = registration.enterpriseId === null ? undefined : source.enterprises.get(registration.enterpriseId);
  return {
    office: { name: office.name, parentName: office.parentName, address: office.address, city: office.city },
    recipient: {
      name: registration.name,
      enterprise: enterprise?.name ?? null,
      regency: registration.regencyCode === null ? null : (regions.regency(registration.regencyCode)?.name ?? null),
    },
    program: { kind: program.kind, title: program.title, theme: program.theme },
    partners,
    batch: {
      number: batch.number,
      firstDay: sessions[0]?.day ?? day(now),
      lastDay: sessions.at(-1)?.day ?? day(now),
      venueName: batch.venueName,
      venueRegency: regions.regency(batch.venueRegencyCode)?.name ?? '',
    },
    lessonHours: sessions.reduce((total, session) => total + session.lessonHours, 0),
    sessions,
    signatory: { title: office.signatoryTitle, name: office.signatoryName, nip: office.signatoryNip },
    issuedOn: day(now),
  };
}

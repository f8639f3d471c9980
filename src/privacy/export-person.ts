import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Attendance } from '../attendance/attendance.entity.js';
import { Certificate } from '../certificates/certificate.entity.js';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { EmailMessage } from '../mail/email-message.entity.js';
import { Enterprise } from '../participants/enterprise.entity.js';
import { NikVault } from '../participants/nik-vault.js';
import type { Participant } from '../participants/participant.entity.js';
import { Batch } from '../programs/batch.entity.js';
import { Program } from '../programs/program.entity.js';
import { Session } from '../programs/session.entity.js';
import { ConsentNotice } from '../registrations/consent-notice.entity.js';
import { Consent } from '../registrations/consent.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { personOfRegistration } from './person-of-registration.js';

/** Everything that an office keeps of one person, as she may ask for it. */
export interface PersonalData {
  readonly person: Readonly<Record<string, unknown>>;
  readonly registrations: readonly Readonly<Record<string, unknown>>[];
}

/** Collects a person's data for who is asked for it by that person, and keeps who collected it. */
@Injectable()
export class ExportPerson {
  constructor(
    private readonly database: Database,
    private readonly vault: NikVault,
    private readonly audit: Audit,
  ) {}

  /** Of whom a registration names. Throws `NotFound`. */
  async run(actor: Actor, registrationId: string): Promise<PersonalData> {
    requireRole(actor, 'organizer');
    const { reader } = this.database;
    const person = await personOfRegistration(reader, actor, registrationId);
    const where = { participantId: person.id, officeId: actor.officeId };
    const registrations = await reader.find(Registration, { where, order: { id: 'ASC' } });
    const data = {
      person: this.person(person),
      registrations: await Promise.all(registrations.map((registration) => this.registration(registration))),
    };
    const subject = { type: 'participant', id: person.id };
    await this.database.transaction((tx) =>
      this.audit.record(tx, { officeId: actor.officeId, actor, action: 'participant.data_exported', subject }),
    );
    return data;
  }

  private person(person: Participant): PersonalData['person'] {
    const { name, gender, birthDate, createdAt } = person;
    return { nik: this.vault.plain(person), name, gender, birthDate, knownSince: createdAt };
  }

  private async registration(registration: Registration): Promise<PersonalData['registrations'][number]> {
    const { id, batchId, enterpriseId, code, status, name, gender, phone, email, regencyCode } = registration;
    const { address, role, channel, locale, warnings, reason, createdAt, statusChangedAt } = registration;
    const { reader } = this.database;
    const batch = await reader.findOneByOrFail(Batch, { id: batchId });
    const { kind, title } = await reader.findOneByOrFail(Program, { id: batch.programId });
    const certificates = await reader.find(Certificate, { where: { registrationId: id }, order: { id: 'ASC' } });
    return {
      ...{ program: { kind, title }, batch: batch.number, code, status, reason, createdAt, statusChangedAt },
      ...{ name, gender, phone, email, regencyCode, address, role, channel, locale, warnings },
      enterprise: await this.enterprise(enterpriseId),
      consent: await this.consent(id),
      attendance: await this.attendance(id),
      certificates: certificates.map(({ number, version, status: state, issuedAt, content }) => {
        return { number, version, status: state, issuedAt, content };
      }),
      emails: await this.emails([id, ...certificates.map((certificate) => certificate.id)]),
    };
  }

  private async enterprise(id: string | null): Promise<object | null> {
    if (id === null) return null;
    const found = await this.database.reader.findOneByOrFail(Enterprise, { id });
    const { kind, name, nib, cooperativeNumber, sector, scale, regencyCode } = found;
    return { kind, name, nib, cooperativeNumber, sector, scale, regencyCode };
  }

  private async consent(registrationId: string): Promise<object | null> {
    const { reader } = this.database;
    const consent = await reader.findOneBy(Consent, { registrationId });
    if (consent === null) return null;
    const { givenAt, channel, manner } = consent;
    const { version, text } = await reader.findOneByOrFail(ConsentNotice, { id: consent.noticeId });
    return { givenAt, channel, manner, notice: { version, text } };
  }

  private async attendance(registrationId: string): Promise<object[]> {
    const { reader } = this.database;
    const marks = await reader.findBy(Attendance, { registrationId });
    const sessions = await reader.findBy(Session, { id: In(marks.map(({ sessionId }) => sessionId)) });
    return marks.map(({ sessionId, status, method, checkedInAt, note }) => {
      const session = sessions.find(({ id }) => id === sessionId);
      return { session: session?.title, startsAt: session?.startsAt, status, method, checkedInAt, note };
    });
  }

  private async emails(subjectIds: readonly string[]): Promise<object[]> {
    const where = { subjectId: In([...subjectIds]) };
    const messages = await this.database.reader.find(EmailMessage, { where, order: { id: 'ASC' } });
    return messages.map(({ template, recipientAddress, status, createdAt, sentAt }) => {
      return { kind: template, to: recipientAddress, status, createdAt, sentAt };
    });
  }
}

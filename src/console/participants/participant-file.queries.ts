import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AttendanceQueries } from '../../attendance/attendance.queries.js';
import type { AttendanceStatus } from '../../attendance/attendance.rules.js';
import { Certificate } from '../../certificates/certificate.entity.js';
import { Database } from '../../database/database.js';
import { requireRole, type Actor } from '../../identity/actor.js';
import { AuditEntry } from '../../identity/audit-entry.entity.js';
import { User } from '../../identity/user.entity.js';
import { NotFound } from '../../kernel/problems.js';
import { EmailMessage } from '../../mail/email-message.entity.js';
import { Erasure } from '../../privacy/erasure.entity.js';
import { ConsentNotice } from '../../registrations/consent-notice.entity.js';
import { Consent } from '../../registrations/consent.entity.js';
import { RegistrationLinks } from '../../registrations/registration-links.js';
import { Registration } from '../../registrations/registration.entity.js';

export interface HistoryLine {
  readonly action: string;
  readonly at: Date;
  /** A member of staff's name; null for the participant and the system. */
  readonly by: string | null;
  readonly actorKind: AuditEntry['actorKind'];
  readonly reason: string | null;
}

export interface AttendedLine {
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly status: AttendanceStatus | null;
}

/** What the system knows of a registration besides its answers. */
export interface RegistrationFile {
  readonly manageUrl: string;
  /** When the person was made anonymous, or null. */
  readonly erasedAt: Date | null;
  readonly consent: { readonly givenAt: Date; readonly version: string } | null;
  readonly certificates: readonly Certificate[];
  readonly attendance: readonly AttendedLine[];
  /** The latest first. */
  readonly messages: readonly EmailMessage[];
  /** The latest first. */
  readonly history: readonly HistoryLine[];
}

const mostLines = 200;

@Injectable()
export class RegistrationFileQueries {
  constructor(
    private readonly database: Database,
    private readonly links: RegistrationLinks,
    private readonly attendance: AttendanceQueries,
  ) {}

  /** Throws `NotFound` for another office's registration as for none. */
  async of(actor: Actor, id: string): Promise<RegistrationFile> {
    requireRole(actor, 'organizer');
    const { reader } = this.database;
    const registration = await reader.findOneBy(Registration, { id, officeId: actor.officeId });
    if (registration === null) throw new NotFound('registration_not_found');
    const certificates = await reader.find(Certificate, { where: { registrationId: id }, order: { id: 'DESC' } });
    const ids = [id, ...certificates.map((certificate) => certificate.id)];
    return {
      manageUrl: this.links.manageUrl(registration),
      erasedAt: (await reader.findOneBy(Erasure, { participantId: registration.participantId }))?.erasedAt ?? null,
      consent: await this.consent(id),
      certificates,
      attendance: registration.status === 'confirmed' ? await this.marks(registration) : [],
      messages: await reader.find(EmailMessage, {
        where: { officeId: actor.officeId, subjectId: In(ids) },
        order: { id: 'DESC' },
        take: mostLines,
      }),
      history: await this.history(actor, ids),
    };
  }

  private async consent(registrationId: string): Promise<RegistrationFile['consent']> {
    const { reader } = this.database;
    const consent = await reader.findOneBy(Consent, { registrationId });
    if (consent === null) return null;
    const { version } = await reader.findOneByOrFail(ConsentNotice, { id: consent.noticeId });
    return { givenAt: consent.givenAt, version };
  }

  private async marks({ id, batchId }: Registration): Promise<AttendedLine[]> {
    const { reader } = this.database;
    const { sessions } = await this.attendance.timetable(reader, batchId);
    const own = (await this.attendance.marksOf(reader, [id])).get(id);
    return sessions.map(({ id: sessionId, title, startsAt, endsAt }) => {
      return { title, startsAt, endsAt, status: own?.get(sessionId) ?? null };
    });
  }

  private async history({ officeId }: Actor, ids: readonly string[]): Promise<HistoryLine[]> {
    const { reader } = this.database;
    const entries = await reader.find(AuditEntry, {
      where: { officeId, subjectType: In(['registration', 'certificate']), subjectId: In([...ids]) },
      order: { id: 'DESC' },
      take: mostLines,
    });
    const userIds = [...new Set(entries.flatMap(({ actorId }) => actorId ?? []))];
    const users = userIds.length === 0 ? [] : await reader.findBy(User, { id: In(userIds), officeId });
    const names = new Map(users.map(({ id, name }) => [id, name]));
    return entries.map(({ action, at, actorKind, actorId, after }) => ({
      ...{ action, at, actorKind },
      by: names.get(actorId ?? '') ?? null,
      reason: typeof after?.reason === 'string' ? after.reason : null,
    }));
  }
}

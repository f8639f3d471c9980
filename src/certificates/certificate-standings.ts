import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { statusesOf } from '../attendance/attendance.queries.js';
import { attendedShare, type SessionToWeigh } from '../attendance/attendance.rules.js';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import { EmailMessage, type EmailStatus } from '../mail/email-message.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import type { RegistrationStatus } from '../registrations/registration.rules.js';
import { certifiable } from './certifiable.js';
import { CertificateSource, skipCodeOf, type CertifiableBatch } from './certificate-source.js';
import type { Certificate } from './certificate.entity.js';
import { leastOf, whyNone, type WhyNone } from './certificate.rules.js';
import { certificateJson, type CertificateView } from './certificate.views.js';
import { latestCertificates } from './latest-certificates.js';

/** What was attended of what is asked for, in JP, or in sessions where none has JP. */
export interface AttendedFigures {
  readonly unit: 'hours' | 'sessions';
  readonly attended: number;
  readonly needed: number;
  readonly whole: number;
  /** 0 to 100, not rounded. */
  readonly percentage: number;
}

export interface CertificateStanding {
  readonly registrationId: string;
  readonly name: string;
  readonly code: string;
  readonly registrationStatus: RegistrationStatus;
  readonly figures: AttendedFigures;
  /** Null for who gets one in the next round. */
  readonly why: WhyNone | null;
  /** The latest, in whatever state. */
  readonly certificate: CertificateView | null;
  readonly hasEmail: boolean;
  /** Of the latest mail that carries it. */
  readonly mail: EmailStatus | null;
}

export interface BatchStandings {
  readonly minimumAttendance: number;
  readonly people: readonly CertificateStanding[];
}

/** Who of a batch has a certificate, who would get one now, and who would not and why. */
@Injectable()
export class CertificateStandings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly source: CertificateSource,
  ) {}

  /** In order of registering. Throws `NotFound`, and `Refusal` for a batch that never ran. */
  async ofBatch(actor: Actor, batchId: string): Promise<BatchStandings> {
    requireRole(actor, 'organizer');
    const { reader } = this.database;
    const source = await this.source.ofBatch(reader, await certifiable(reader, actor, batchId));
    const latest = await latestCertificates(reader, batchId);
    const mails = await this.mails([...latest.values()]);
    const registrations = await reader.find(Registration, {
      where: { batchId, status: In(['confirmed', 'submitted', 'waitlisted']) },
      order: { sequence: 'ASC' },
    });
    const known = new Set(registrations.map(({ id }) => id));
    const gone = await reader.findBy(Registration, { id: In([...latest.keys()].filter((id) => !known.has(id))) });
    const people = [...registrations, ...gone].map((registration) => {
      const certificate = latest.get(registration.id) ?? null;
      return this.standing(source, registration, { certificate, mail: mails.get(certificate?.id ?? '') ?? null });
    });
    return { minimumAttendance: source.program.minimumAttendance, people };
  }

  private standing(
    source: CertifiableBatch,
    registration: Registration,
    { certificate, mail }: { certificate: Certificate | null; mail: EmailStatus | null },
  ): CertificateStanding {
    const { id, name, code, status, email } = registration;
    return {
      ...{ registrationId: id, name, code, registrationStatus: status },
      figures: figuresOf(source, registration),
      why: this.why(source, registration, certificate),
      certificate: certificate === null ? null : certificateJson(certificate),
      hasEmail: email !== null,
      mail,
    };
  }

  private why(source: CertifiableBatch, registration: Registration, certificate: Certificate | null): WhyNone | null {
    if (registration.status !== 'confirmed' && certificate === null) return 'not_confirmed';
    const code = skipCodeOf(source, registration, certificate?.status ?? null);
    const { counting } = source.attendance;
    const marks = statusesOf(source.marks, registration.id);
    const now = this.clock.now();
    const open = counting.filter((session) => session.endsAt > now && !marks.has(session.id));
    const best = new Map([...marks, ...open.map((session) => [session.id, 'present'] as const)]);
    return whyNone(code, attendedShare(counting, best).percentage, source.program.minimumAttendance);
  }

  private async mails(certificates: readonly Certificate[]): Promise<Map<string, EmailStatus>> {
    const messages = await this.database.reader.find(EmailMessage, {
      where: { subjectId: In(certificates.map(({ id }) => id)), template: 'certificate-issued' },
      order: { id: 'ASC' },
    });
    return new Map(messages.map(({ subjectId, status }) => [subjectId, status]));
  }
}

function figuresOf({ attendance, marks, program }: CertifiableBatch, { id }: Registration): AttendedFigures {
  const counting: readonly SessionToWeigh[] = attendance.counting;
  const share = attendedShare(counting, statusesOf(marks, id));
  const { percentage, attendedLessonHours, lessonHours } = share;
  const unit = lessonHours > 0 ? 'hours' : 'sessions';
  const whole = unit === 'hours' ? lessonHours : counting.length;
  const attended = unit === 'hours' ? attendedLessonHours : Math.round((percentage / 100) * whole);
  return { unit, attended, needed: leastOf(whole, program.minimumAttendance), whole, percentage };
}

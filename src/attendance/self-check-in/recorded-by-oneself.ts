import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { NotFound } from '../../kernel/problems.js';
import { Batch } from '../../programs/batch.entity.js';
import { Session } from '../../programs/session.entity.js';
import { Registration } from '../../registrations/registration.entity.js';
import { Attendance } from '../attendance.entity.js';
import { countsAsAttended } from '../attendance.rules.js';
import { CheckInPhones } from './check-in-phones.js';
import type { VisitingPhone } from './phone-cookie.js';

export interface RecordedArrival {
  readonly session: Session;
  readonly batch: Batch;
  readonly registration: Registration;
  readonly late: boolean;
  readonly checkedInAt: Date | null;
}

/** What stands of whom a phone has checked in: shown to that phone only. */
@Injectable()
export class RecordedByOneself {
  constructor(
    private readonly database: Database,
    private readonly phones: CheckInPhones,
  ) {}

  /** Throws `NotFound` for a session in which this phone's participant is not marked as there. */
  async at(sessionId: string, phone: VisitingPhone | null): Promise<RecordedArrival> {
    const found = phone === null ? null : await this.find(sessionId, phone);
    if (found === null) throw new NotFound('session_not_found');
    return found;
  }

  async find(sessionId: string, phone: VisitingPhone): Promise<RecordedArrival | null> {
    const { reader } = this.database;
    const session = await reader.findOneBy(Session, { id: sessionId });
    if (session === null) return null;
    const registrationId = await this.phones.boundTo(reader, session.batchId, phone);
    if (registrationId === null) return null;
    const mark = await reader.findOneBy(Attendance, { sessionId, registrationId });
    if (mark === null || !countsAsAttended(mark.status)) return null;
    const registration = await reader.findOneByOrFail(Registration, { id: registrationId });
    const batch = await reader.findOneByOrFail(Batch, { id: session.batchId });
    return { session, batch, registration, late: mark.status === 'late', checkedInAt: mark.checkedInAt };
  }
}

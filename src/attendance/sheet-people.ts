import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../database/database.js';
import { Enterprise } from '../participants/enterprise.entity.js';
import type { Gender } from '../participants/participant.entity.js';
import { regions } from '../kernel/regions.js';
import { Registration, type ParticipantRole } from '../registrations/registration.entity.js';
import { Attendance } from './attendance.entity.js';
import type { AttendanceStatus } from './attendance.rules.js';

export interface SheetPerson {
  readonly name: string;
  readonly gender: Gender | null;
  readonly enterprise: string | null;
  readonly regency: string | null;
  readonly role: ParticipantRole | null;
  /** E.164. */
  readonly phone: string;
  /** By session. */
  readonly marks: ReadonlyMap<string, AttendanceStatus>;
}

/** Who stands on the sheets of a batch. */
@Injectable()
export class SheetPeople {
  constructor(private readonly database: Database) {}

  /** The confirmed, in order of registering. */
  async of(batchId: string): Promise<SheetPerson[]> {
    const { reader } = this.database;
    const registrations = await reader.find(Registration, {
      where: { batchId, status: 'confirmed' },
      order: { sequence: 'ASC' },
    });
    const ids = registrations.flatMap(({ enterpriseId }) => enterpriseId ?? []);
    const enterprises = await reader.findBy(Enterprise, { id: In(ids) });
    const names = new Map(enterprises.map(({ id, name }) => [id, name]));
    const marks = await this.marks(batchId);
    return registrations.map(({ id, name, gender, enterpriseId, regencyCode, role, phone }) => ({
      ...{ name, gender, role, phone },
      enterprise: names.get(enterpriseId ?? '') ?? null,
      regency: regencyCode === null ? null : (regions.regency(regencyCode)?.name ?? null),
      marks: marks.get(id) ?? new Map<string, AttendanceStatus>(),
    }));
  }

  private async marks(batchId: string): Promise<Map<string, Map<string, AttendanceStatus>>> {
    const rows = await this.database.reader
      .createQueryBuilder(Attendance, 'mark')
      .innerJoin(Registration, 'registration', 'registration.id = mark.registrationId')
      .where('registration.batchId = :batchId', { batchId })
      .getMany();
    const marks = new Map<string, Map<string, AttendanceStatus>>();
    for (const { registrationId, sessionId, status } of rows) {
      const own = marks.get(registrationId) ?? new Map<string, AttendanceStatus>();
      marks.set(registrationId, own.set(sessionId, status));
    }
    return marks;
  }
}

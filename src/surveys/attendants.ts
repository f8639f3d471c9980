import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { Attendance } from '../attendance/attendance.entity.js';
import { Registration } from '../registrations/registration.entity.js';

/** The confirmed registrants of a batch who were there, in time or late, in at least one of its sessions. */
export function attendantsOf(manager: EntityManager, batchId: string): SelectQueryBuilder<Registration> {
  const query = manager
    .createQueryBuilder(Registration, 'registration')
    .where("registration.batchId = :batchId AND registration.status = 'confirmed'", { batchId });
  const there = query
    .subQuery()
    .select('attendance.id')
    .from(Attendance, 'attendance')
    .where("attendance.registrationId = registration.id AND attendance.status IN ('present', 'late')");
  return query.andWhere(`EXISTS ${there.getQuery()}`);
}

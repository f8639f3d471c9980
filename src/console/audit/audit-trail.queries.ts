import { Injectable } from '@nestjs/common';
import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { Certificate } from '../../certificates/certificate.entity.js';
import { instantText } from '../../database/columns.js';
import { Database } from '../../database/database.js';
import { pageOf, type Page } from '../../http/paging.js';
import { requireRole, type Actor } from '../../identity/actor.js';
import { AuditEntry } from '../../identity/audit-entry.entity.js';
import { User } from '../../identity/user.entity.js';
import { Session } from '../../programs/session.entity.js';
import { Registration } from '../../registrations/registration.entity.js';
import { AttendanceReport } from '../../reports/attendance-report.entity.js';

export interface AuditFilter {
  /** A user's id, `participant` or `system`. */
  readonly who?: string;
  /** The type of what it was done to. */
  readonly type?: string;
  readonly batchId?: string;
  /** From the first instant to before the second. */
  readonly day?: readonly [Date, Date];
}

interface Asked {
  readonly after?: string;
  readonly limit: number;
}

/** Who did what in an office, the latest first. */
@Injectable()
export class AuditTrailQueries {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, filter: AuditFilter, { after, limit }: Asked): Promise<Page<AuditEntry>> {
    requireRole(actor, 'administrator');
    const query = this.database.reader
      .createQueryBuilder(AuditEntry, 'entry')
      .where('entry.officeId = :officeId', { officeId: actor.officeId })
      .orderBy('entry.id', 'DESC')
      .take(limit + 1);
    if (after !== undefined) query.andWhere('entry.id < :after', { after });
    this.narrow(query, filter);
    if (filter.batchId !== undefined) await this.ofBatch(query, filter.batchId);
    return pageOf(await query.getMany(), limit, (entry) => entry);
  }

  async users(actor: Actor): Promise<User[]> {
    requireRole(actor, 'administrator');
    return this.database.reader.find(User, { where: { officeId: actor.officeId }, order: { name: 'ASC' } });
  }

  private narrow(query: SelectQueryBuilder<AuditEntry>, { who, type, day }: AuditFilter): void {
    if (who === 'participant' || who === 'system') query.andWhere('entry.actorKind = :who', { who });
    else if (who !== undefined) query.andWhere('entry.actorId = :who', { who });
    if (type !== undefined) query.andWhere('entry.subjectType = :type', { type });
    if (day === undefined) return;
    const [from, to] = day.map(instantText);
    query.andWhere('entry.at >= :from AND entry.at < :to', { from, to });
  }

  /** What was removed since is known by what its entry noted of it. */
  private async ofBatch(query: SelectQueryBuilder<AuditEntry>, batchId: string): Promise<void> {
    const sessions = await this.database.reader.find(Session, { where: { batchId }, select: { id: true } });
    const noted = [`"batchId":"${batchId}"`, ...sessions.map(({ id }) => `"sessionId":"${id}"`)];
    const inBatch = (entity: typeof Session | typeof Registration | typeof AttendanceReport) =>
      query.subQuery().select('one.id').from(entity, 'one').where('one.batchId = :batchId').getQuery();
    const certificates = query
      .subQuery()
      .select('certificate.id')
      .from(Certificate, 'certificate')
      .innerJoin(Registration, 'registration', 'registration.id = certificate.registrationId')
      .where('registration.batchId = :batchId')
      .getQuery();
    const own = [inBatch(Session), inBatch(Registration), inBatch(AttendanceReport), certificates];
    query.setParameter('batchId', batchId).andWhere(
      new Brackets((any) => {
        any.where('entry.subjectId = :batchId');
        for (const ids of own) any.orWhere(`entry.subjectId IN ${ids}`);
        noted.forEach((text, index) => {
          any.orWhere(`COALESCE(entry.after, entry.before) LIKE :noted${index}`, { [`noted${index}`]: `%${text}%` });
        });
      }),
    );
  }
}

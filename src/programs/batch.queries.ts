import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { Database } from '../database/database.js';
import { pageOf, type Page } from '../http/paging.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { NotFound } from '../kernel/problems.js';
import { Batch } from './batch.entity.js';
import type { BatchListQuery } from './batch-list.dto.js';
import { batchJson, sessionJson, type BatchParts, type BatchView, type SessionView } from './batch.views.js';
import { Program } from './program.entity.js';
import { Quota } from './quota.entity.js';
import { SessionTrainer } from './session-trainer.entity.js';
import { Session } from './session.entity.js';
import { Trainer } from './trainer.entity.js';

/** Reads of batches and their timetables, for staff. */
@Injectable()
export class BatchQueries {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, { programId, status, after, limit }: BatchListQuery): Promise<Page<BatchView>> {
    requireRole(actor, 'attendant');
    const rows = await this.database.reader.find(Batch, {
      where: {
        officeId: actor.officeId,
        ...(programId === undefined ? {} : { programId }),
        ...(status === undefined ? {} : { status }),
        ...(after === undefined ? {} : { id: MoreThan(after) }),
      },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    const parts = await this.partsOf(rows);
    return pageOf(rows, limit, (batch) => batchJson(batch, partOf(parts, batch)));
  }

  /** Throws `NotFound` for another office's batch as for none. */
  async one(actor: Actor, id: string): Promise<BatchView> {
    const batch = await this.ofOffice(actor, id);
    return batchJson(batch, partOf(await this.partsOf([batch]), batch));
  }

  async ofOffice(actor: Actor, id: string): Promise<Batch> {
    requireRole(actor, 'attendant');
    const batch = await this.database.reader.findOneBy(Batch, { id, officeId: actor.officeId });
    if (batch === null) throw new NotFound('batch_not_found');
    return batch;
  }

  /** The whole timetable, in order. */
  async sessions(actor: Actor, batchId: string): Promise<Page<SessionView>> {
    await this.ofOffice(actor, batchId);
    return { items: await this.timetable(batchId), next: null };
  }

  async session(actor: Actor, id: string): Promise<SessionView> {
    const session = await this.database.reader.findOneBy(Session, { id, officeId: actor.officeId });
    if (session === null) throw new NotFound('session_not_found');
    const found = (await this.timetable(session.batchId)).find((one) => one.id === id);
    if (found === undefined) throw new NotFound('session_not_found');
    return found;
  }

  /** A batch's sessions with their trainers, in order of time. */
  async timetable(batchId: string): Promise<SessionView[]> {
    const { reader } = this.database;
    const sessions = await reader.find(Session, { where: { batchId }, order: { startsAt: 'ASC', id: 'ASC' } });
    const links = await reader.findBy(SessionTrainer, { sessionId: In(sessions.map(({ id }) => id)) });
    const trainers = await reader.findBy(Trainer, { id: In(links.map(({ trainerId }) => trainerId)) });
    return sessions.map((session) => {
      const ids = links.filter(({ sessionId }) => sessionId === session.id).map(({ trainerId }) => trainerId);
      const own = trainers.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name }));
      return sessionJson(session, own);
    });
  }

  private async partsOf(batches: readonly Batch[]): Promise<Map<string, BatchParts>> {
    const { reader } = this.database;
    const ids = batches.map(({ id }) => id);
    const programs = await reader.findBy(Program, { id: In([...new Set(batches.map(({ programId }) => programId))]) });
    const quotas = await reader.find(Quota, { where: { batchId: In(ids) }, order: { id: 'ASC' } });
    const counts = await reader
      .createQueryBuilder(Session, 'session')
      .select('session.batchId', 'batchId')
      .addSelect('COUNT(*)', 'count')
      .where({ batchId: In(ids) })
      .groupBy('session.batchId')
      .getRawMany<{ batchId: string; count: number | string }>();
    return new Map(
      batches.flatMap((batch): [string, BatchParts][] => {
        const program = programs.find(({ id }) => id === batch.programId);
        if (program === undefined) return [];
        const own = quotas.filter(({ batchId }) => batchId === batch.id);
        const sessionCount = Number(counts.find(({ batchId }) => batchId === batch.id)?.count ?? 0);
        return [[batch.id, { program, quotas: own, sessionCount }]];
      }),
    );
  }
}

function partOf(parts: ReadonlyMap<string, BatchParts>, batch: Batch): BatchParts {
  const found = parts.get(batch.id);
  if (found === undefined) throw new Error(`Batch ${batch.id} has no program.`);
  return found;
}

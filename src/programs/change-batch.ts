import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { updateRows, type Row } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { InvalidInput, NotFound, Refusal, type FieldError } from '../kernel/problems.js';
import type { BatchChange, ScheduleChange } from './batch-change.js';
import type { BatchChangeBody } from './batch.dto.js';
import { Batch } from './batch.entity.js';
import { publicationErrors, quotaErrors, venueErrors, windowErrors, type WantedQuota } from './batch.rules.js';
import { venueColumns } from './create-batch.js';
import { onlyGiven } from './only-given.js';
import { replaceQuotas } from './quota-rows.js';
import { Quota } from './quota.entity.js';
import { Session } from './session.entity.js';
import { Timetable } from './timetable.js';

/** The batch of the actor's office, locked for the rest of the transaction. Throws `NotFound`. */
export async function lockedBatch(tx: EntityManager, actor: Pick<Actor, 'officeId'>, id: string): Promise<Batch> {
  await tx.increment(Batch, { id, officeId: actor.officeId }, 'revision', 0);
  const batch = await tx.findOneBy(Batch, { id, officeId: actor.officeId });
  if (batch === null) throw new NotFound('batch_not_found');
  return batch;
}

export function requireChangeable(batch: Batch): void {
  if (batch.status === 'completed') throw new Refusal('batch_already_completed');
  if (batch.status === 'cancelled') throw new Refusal('batch_already_cancelled');
}

/** Changes a batch within the caller's transaction, and tells what its registrants should hear of. */
@Injectable()
export class ChangeBatch {
  constructor(
    private readonly timetable: Timetable,
    private readonly audit: Audit,
  ) {}

  /** Throws `InvalidInput` for window and quotas, `capacity_below_taken`, `room_busy` and `batch_already_…` refusals. */
  async apply(tx: EntityManager, actor: Actor, id: string, body: BatchChangeBody): Promise<BatchChange> {
    requireRole(actor, 'organizer');
    const batch = await lockedBatch(tx, actor, id);
    requireChangeable(batch);
    const sessions = await tx.findBy(Session, { batchId: id });
    requireSound(batch, body, { sessions, quotas: body.quotas ?? (await standingQuotas(tx, id)) });
    if (body.venue !== undefined) {
      await this.timetable.requireRooms(tx, { ...place(batch), ...venueColumns(body.venue) }, sessions);
    }
    await resize(tx, batch, body);
    if (body.quotas !== undefined) await replaceQuotas(tx, batch, body.quotas);
    const changes = venueChanges(batch, body);
    const revision = changes.length > 0 ? { revision: batch.revision + 1 } : {};
    const columns = { ...plainColumns(body), ...revision };
    if (Object.keys(columns).length > 0) await updateRows(tx, Batch, { id }, columns);
    await this.audit.record(tx, {
      officeId: actor.officeId,
      actor,
      action: 'batch.changed',
      subject: { type: 'batch', id },
      after: { fields: Object.keys(body).filter((field) => body[field as keyof BatchChangeBody] !== undefined) },
    });
    return { batch: await tx.findOneByOrFail(Batch, { id }), changes };
  }
}

async function standingQuotas(tx: EntityManager, batchId: string): Promise<WantedQuota[]> {
  const quotas = await tx.find(Quota, { where: { batchId }, order: { id: 'ASC' } });
  return quotas.map((quota) => ({ criterion: quota, capacity: quota.capacity }));
}

function place({ id, officeId }: Batch) {
  return { id, officeId };
}

function requireSound(
  batch: Batch,
  body: BatchChangeBody,
  { sessions, quotas }: { sessions: readonly Session[]; quotas: readonly WantedQuota[] },
): void {
  const capacity = body.capacity ?? batch.capacity;
  const { venueSeats = batch.venueSeats } = body;
  const errors = [
    ...windowProblems(batch, body, sessions),
    ...quotaErrors(quotas, capacity),
    ...venueErrors({ capacity, venueSeats }),
  ];
  if (errors.length > 0) throw new InvalidInput(errors);
  if (body.admission !== undefined && body.admission !== batch.admission && batch.lastSequence > 0) {
    throw new Refusal('admission_with_registrations');
  }
}

/** A published batch that has a timetable keeps to it; other changes leave the window as it was found. */
function windowProblems(batch: Batch, body: BatchChangeBody, sessions: readonly Session[]): FieldError[] {
  const { capacity } = batch;
  const { registrationOpensAt = batch.registrationOpensAt, registrationClosesAt = batch.registrationClosesAt } = body;
  const window = { registrationOpensAt, registrationClosesAt };
  const moves = body.registrationOpensAt !== undefined || body.registrationClosesAt !== undefined;
  const bound = moves && batch.status === 'published' && sessions.length > 0;
  return bound ? publicationErrors({ ...window, capacity }, sessions) : windowErrors(window);
}

/** The condition is in the statement: a seat taken meanwhile counts. */
async function resize(tx: EntityManager, batch: Batch, body: BatchChangeBody): Promise<void> {
  if (body.capacity === undefined && body.venueSeats === undefined) return;
  const { capacity = batch.capacity, venueSeats = batch.venueSeats } = body;
  const { affected } = await tx
    .createQueryBuilder()
    .update(Batch)
    .set({ capacity, venueSeats })
    .where('id = :id AND taken <= :capacity', { id: batch.id, capacity })
    .execute();
  if (affected === 0) throw new Refusal('capacity_below_taken', { taken: batch.taken });
}

function plainColumns(body: BatchChangeBody): Partial<Row<Batch>> {
  const { timeZone, admission, registrationOpensAt, registrationClosesAt, lateAfterMinutes, venue } = body;
  const given = { timeZone, admission, registrationOpensAt, registrationClosesAt, lateAfterMinutes };
  return { ...onlyGiven(given), ...(venue === undefined ? {} : venueColumns(venue)) };
}

function venueChanges(batch: Batch, { venue }: BatchChangeBody): ScheduleChange[] {
  if (venue === undefined) return [];
  const before = `${batch.venueName}, ${batch.venueAddress}`;
  const after = `${venue.name}, ${venue.address}`;
  return before === after ? [] : [{ what: 'venue', before, after }];
}

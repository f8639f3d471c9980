import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { lockName } from '../database/locks.js';
import { insertRow } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { InvalidInput, NotFound } from '../kernel/problems.js';
import type { BatchBody } from './batch.dto.js';
import { Batch } from './batch.entity.js';
import { quotaErrors, venueErrors, windowErrors } from './batch.rules.js';
import { Program } from './program.entity.js';
import { addQuota } from './quota-rows.js';

/** The zone of a batch that names none. */
export const defaultZone = 'Asia/Makassar';
const defaultLateAfterMinutes = 15;

/** Adds a batch, a draft, to a program; numbered on from its last one. */
@Injectable()
export class CreateBatch {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Answers the new batch's id. Throws `NotFound` for the program and `InvalidInput` for window and quotas. */
  async run(tx: EntityManager, actor: Actor, programId: string, body: BatchBody): Promise<string> {
    requireRole(actor, 'organizer');
    if (!(await tx.existsBy(Program, { id: programId, officeId: actor.officeId }))) {
      throw new NotFound('program_not_found');
    }
    const errors = [...windowErrors(body), ...quotaErrors(body.quotas ?? [], body.capacity), ...venueErrors(body)];
    if (errors.length > 0) throw new InvalidInput(errors);
    const id = newId();
    await insertRow(tx, Batch, {
      id,
      officeId: actor.officeId,
      programId,
      number: await this.nextNumber(tx, programId),
      ...venueColumns(body.venue),
      timeZone: body.timeZone ?? defaultZone,
      capacity: body.capacity,
      taken: 0,
      lastSequence: 0,
      admission: body.admission,
      registrationOpensAt: body.registrationOpensAt,
      registrationClosesAt: body.registrationClosesAt,
      lateAfterMinutes: body.lateAfterMinutes ?? defaultLateAfterMinutes,
      status: 'draft',
      cancellationReason: null,
      revision: 0,
      publishedAt: null,
      createdAt: this.clock.now(),
      venueSeats: body.venueSeats ?? null,
    });
    for (const quota of body.quotas ?? []) await addQuota(tx, id, quota);
    await this.audit.record(tx, {
      officeId: actor.officeId,
      actor,
      action: 'batch.created',
      subject: { type: 'batch', id },
    });
    return id;
  }

  private async nextNumber(tx: EntityManager, programId: string): Promise<number> {
    await lockName(tx, `batches of ${programId}`);
    return ((await tx.maximum(Batch, 'number', { programId })) ?? 0) + 1;
  }
}

export function venueColumns({ name, address, regencyCode }: BatchBody['venue']) {
  return { venueName: name, venueAddress: address, venueRegencyCode: regencyCode };
}

import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { insertRow, updateRows } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { InvalidInput, NotFound } from '../kernel/problems.js';
import { Partner } from './partner.entity.js';
import { onlyGiven } from './only-given.js';
import { ProgramPartner } from './program-partner.entity.js';
import { defaultMinimumAttendance, type ProgramBody, type ProgramChange } from './program.dto.js';
import { Program } from './program.entity.js';

/** Adds programs to an office, and changes them. */
@Injectable()
export class CreateProgram {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Answers the new program's id. Throws `InvalidInput` for a partner that the office doesn't have. */
  async run(tx: EntityManager, actor: Actor, body: ProgramBody): Promise<string> {
    requireRole(actor, 'organizer');
    const { partnerIds = [], ...given } = body;
    const id = newId();
    await insertRow(tx, Program, {
      id,
      officeId: actor.officeId,
      kind: given.kind,
      title: given.title,
      theme: given.theme ?? null,
      description: given.description ?? null,
      fiscalYear: given.fiscalYear,
      fundingSource: given.fundingSource,
      minimumAttendance: given.minimumAttendance ?? defaultMinimumAttendance,
      requiredFields: given.requiredFields ?? [],
      createdAt: this.clock.now(),
    });
    await this.linkPartners(tx, actor, id, partnerIds);
    await this.record(tx, actor, id, 'program.created');
    return id;
  }

  async change(tx: EntityManager, actor: Actor, id: string, body: ProgramChange): Promise<void> {
    requireRole(actor, 'organizer');
    const { partnerIds, ...given } = body;
    if (!(await tx.existsBy(Program, { id, officeId: actor.officeId }))) throw new NotFound('program_not_found');
    const change = onlyGiven(given);
    if (Object.keys(change).length > 0) await updateRows(tx, Program, { id }, change);
    if (partnerIds !== undefined) {
      await tx.delete(ProgramPartner, { programId: id });
      await this.linkPartners(tx, actor, id, partnerIds);
    }
    await this.record(tx, actor, id, 'program.changed');
  }

  private async linkPartners(
    tx: EntityManager,
    actor: Actor,
    programId: string,
    partnerIds: readonly string[],
  ): Promise<void> {
    if (partnerIds.length === 0) return;
    const known = await tx.countBy(Partner, { id: In([...partnerIds]), officeId: actor.officeId });
    if (known !== partnerIds.length) throw new InvalidInput([{ field: 'partnerIds', code: 'partner_not_found' }]);
    for (const partnerId of partnerIds) await insertRow(tx, ProgramPartner, { programId, partnerId });
  }

  private async record(tx: EntityManager, actor: Actor, id: string, action: string): Promise<void> {
    await this.audit.record(tx, { officeId: actor.officeId, actor, action, subject: { type: 'program', id } });
  }
}

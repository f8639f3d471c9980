import { Injectable } from '@nestjs/common';
import { Not, type EntityManager } from 'typeorm';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { dayIn, daysBetween, daysLater } from '../kernel/dates.js';
import { NotFound } from '../kernel/problems.js';
import type { QuotaCriterionBody } from './batch.dto.js';
import { Batch } from './batch.entity.js';
import { ChangeTimetable } from './change-timetable.js';
import { CreateBatch } from './create-batch.js';
import { CreateProgram } from './create-program.js';
import { ProgramPartner } from './program-partner.entity.js';
import type { ProgramCopyBody } from './program-copy.dto.js';
import { Program } from './program.entity.js';
import { Quota } from './quota.entity.js';
import { SessionTrainer } from './session-trainer.entity.js';
import { Session } from './session.entity.js';

/** Repeats a program: the same rules, batches and timetables, as drafts, so many days later. */
@Injectable()
export class CopyProgram {
  constructor(
    private readonly createProgram: CreateProgram,
    private readonly createBatch: CreateBatch,
    private readonly timetable: ChangeTimetable,
    private readonly audit: Audit,
  ) {}

  /**
   * Answers the new program's id. Everything moves by whole days, so that the first session falls on `firstDay`; times of
   * the day stay. Cancelled batches are left out. Throws `NotFound`, and `room_busy` or `trainer_busy` as adding a session.
   */
  async run(tx: EntityManager, actor: Actor, id: string, body: ProgramCopyBody): Promise<string> {
    requireRole(actor, 'organizer');
    const program = await tx.findOneBy(Program, { id, officeId: actor.officeId });
    if (program === null) throw new NotFound('program_not_found');
    const partners = await tx.findBy(ProgramPartner, { programId: id });
    const copyId = await this.createProgram.run(tx, actor, {
      ...filled(program),
      title: body.title,
      fiscalYear: body.fiscalYear,
      partnerIds: partners.map(({ partnerId }) => partnerId),
      requiredFields: [...program.requiredFields],
    });
    const batches = await tx.find(Batch, {
      where: { programId: id, status: Not('cancelled') },
      order: { number: 'ASC' },
    });
    const days = await this.distance(tx, batches, body.firstDay);
    for (const batch of batches) await this.copyBatch(tx, actor, { programId: copyId, batch, days });
    await this.audit.record(tx, {
      ...{ officeId: actor.officeId, actor, action: 'program.copied', subject: { type: 'program', id: copyId } },
      after: { programId: id, batches: batches.length },
    });
    return copyId;
  }

  /** Days from the first session, or from the first opening where there is none, to the day that is wanted. */
  private async distance(tx: EntityManager, batches: readonly Batch[], firstDay: string): Promise<number> {
    const days: string[] = [];
    for (const { id, timeZone, registrationOpensAt } of batches) {
      const [first] = await tx.find(Session, { where: { batchId: id }, order: { startsAt: 'ASC' }, take: 1 });
      days.push(dayIn(timeZone, first?.startsAt ?? registrationOpensAt));
    }
    const [earliest] = days.sort();
    return earliest === undefined ? 0 : daysBetween(earliest, firstDay);
  }

  private async copyBatch(
    tx: EntityManager,
    actor: Actor,
    { programId, batch, days }: { readonly programId: string; readonly batch: Batch; readonly days: number },
  ): Promise<void> {
    const later = (instant: Date) => daysLater(batch.timeZone, instant, days);
    const { timeZone, capacity, admission, lateAfterMinutes } = batch;
    const quotas = await tx.find(Quota, { where: { batchId: batch.id }, order: { id: 'ASC' } });
    const copyId = await this.createBatch.run(tx, actor, programId, {
      ...{ timeZone, capacity, admission, lateAfterMinutes },
      venue: { name: batch.venueName, address: batch.venueAddress, regencyCode: batch.venueRegencyCode },
      registrationOpensAt: later(batch.registrationOpensAt),
      registrationClosesAt: later(batch.registrationClosesAt),
      quotas: quotas.map(({ capacity: seats, ...quota }) => ({ criterion: criterion(quota), capacity: seats })),
    });
    const sessions = await tx.find(Session, { where: { batchId: batch.id }, order: { startsAt: 'ASC', id: 'ASC' } });
    for (const { id, title, startsAt, endsAt, lessonHours, room } of sessions) {
      const links = await tx.findBy(SessionTrainer, { sessionId: id });
      await this.timetable.add(tx, actor, copyId, {
        ...{ title, lessonHours, startsAt: later(startsAt), endsAt: later(endsAt) },
        ...(room === null ? {} : { room }),
        trainerIds: links.map(({ trainerId }) => trainerId),
      });
    }
  }
}

function filled({ kind, theme, description, fundingSource, minimumAttendance }: Program) {
  const texts = { ...(theme === null ? {} : { theme }), ...(description === null ? {} : { description }) };
  return { kind, fundingSource, minimumAttendance, ...texts };
}

function criterion({ regencyCode, enterpriseKind, gender }: Omit<Quota, 'capacity'>): QuotaCriterionBody {
  const given = Object.entries({ regencyCode, enterpriseKind, gender }).filter(([, word]) => word !== null);
  return Object.fromEntries(given);
}

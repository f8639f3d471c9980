import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { instantText } from '../database/columns.js';
import { lockName } from '../database/locks.js';
import { InvalidInput, Refusal } from '../kernel/problems.js';
import { Batch } from './batch.entity.js';
import type { Interval } from './batch.rules.js';
import { SessionTrainer } from './session-trainer.entity.js';
import { Session } from './session.entity.js';
import { Trainer } from './trainer.entity.js';

type BatchPlace = Pick<Batch, 'id' | 'officeId' | 'venueName' | 'venueRegencyCode'>;

interface RoomUse extends Interval {
  readonly id: string;
  readonly room: string | null;
}

export interface WantedSession extends RoomUse {
  readonly trainerIds: readonly string[];
}

/** Sees to it that no room and no trainer of an office is in two places at once. Cancelled batches don't count. */
@Injectable()
export class Timetable {
  /** Throws `room_busy` or `trainer_busy` that name the other session. Holds the office's timetable until the end. */
  async requireFree(tx: EntityManager, batch: Batch, wanted: WantedSession): Promise<void> {
    await lockName(tx, `timetable of ${batch.officeId}`);
    await this.requireTrainers(tx, batch, wanted.trainerIds);
    await this.requireRoom(tx, batch, wanted);
    if (wanted.trainerIds.length === 0) return;
    const busy = await this.overlapping(tx, batch, wanted)
      .innerJoin(SessionTrainer, 'link', 'link.sessionId = session.id AND link.trainerId IN (:...trainerIds)', {
        trainerIds: wanted.trainerIds,
      })
      .getOne();
    if (busy !== null) throw clash('trainer_busy', busy);
  }

  /** Throws `room_busy` when another batch's session meets one of these at the batch's place. */
  async requireRooms(tx: EntityManager, batch: BatchPlace, sessions: readonly RoomUse[]): Promise<void> {
    await lockName(tx, `timetable of ${batch.officeId}`);
    for (const session of sessions) await this.requireRoom(tx, batch, session);
  }

  private async requireRoom(tx: EntityManager, batch: BatchPlace, wanted: RoomUse): Promise<void> {
    const clashing = await this.overlapping(tx, batch, wanted).andWhere(sameRoom, roomOf(batch, wanted)).getOne();
    if (clashing !== null) throw clash('room_busy', clashing);
  }

  private overlapping(tx: EntityManager, batch: BatchPlace, wanted: RoomUse) {
    return tx
      .createQueryBuilder(Session, 'session')
      .innerJoin(Batch, 'other', "other.id = session.batchId AND other.status <> 'cancelled'")
      .where('session.officeId = :officeId AND session.id <> :id', { officeId: batch.officeId, id: wanted.id })
      .andWhere('session.startsAt < :endsAt AND :startsAt < session.endsAt', {
        startsAt: instantText(wanted.startsAt),
        endsAt: instantText(wanted.endsAt),
      })
      .orderBy('session.startsAt', 'ASC');
  }

  private async requireTrainers(tx: EntityManager, batch: Batch, trainerIds: readonly string[]): Promise<void> {
    if (trainerIds.length === 0) return;
    const known = await tx.countBy(Trainer, { id: In([...trainerIds]), officeId: batch.officeId });
    if (known !== trainerIds.length) throw new InvalidInput([{ field: 'trainerIds', code: 'trainer_not_found' }]);
  }
}

/** A session without a room uses the venue's main one. */
const sameRoom = `COALESCE(session.room, '') = :room AND (session.batchId = :batchId
  OR (other.venueName = :venueName AND other.venueRegencyCode = :venueRegencyCode))`;

function roomOf(batch: BatchPlace, { room }: RoomUse) {
  const { id: batchId, venueName, venueRegencyCode } = batch;
  return { room: room ?? '', batchId, venueName, venueRegencyCode };
}

function clash(code: 'room_busy' | 'trainer_busy', { id, title, startsAt, endsAt }: Session): Refusal {
  return new Refusal(code, {
    sessionId: id,
    sessionTitle: title,
    sessionStartsAt: startsAt.toISOString(),
    sessionEndsAt: endsAt.toISOString(),
  });
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { MoveRegistration, type Move, type Moved } from './move-registration.js';
import { RegistrationNotices } from './notices/registration-notices.js';
import { PromoteWaiting } from './promote-waiting.js';
import type { Registration } from './registration.entity.js';

/** Ends a registration, says so by mail, and hands its seat to the next who waits: in one transaction. */
@Injectable()
export class GiveUpSeat {
  constructor(
    private readonly move: MoveRegistration,
    private readonly notices: RegistrationNotices,
    private readonly promoteWaiting: PromoteWaiting,
  ) {}

  /** The caller has locked the batch. */
  async run(tx: EntityManager, standing: Registration, move: Move): Promise<void> {
    const moved = await this.move.run(tx, standing, move);
    await this.notices.cancelled(tx, moved);
    if (moved.freedSeat || leftGroup(moved)) await this.promoteWaiting.run(tx, standing.batchId);
  }
}

/** Those who are left of a waiting group may fit where all of them did not. */
export function leftGroup({ registration, changed }: Moved): boolean {
  return changed && registration.groupId !== null;
}

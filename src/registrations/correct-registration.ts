import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { holding } from '../database/locks.js';
import { updateRows } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { Refusal } from '../kernel/problems.js';
import type { Locale } from '../kernel/locale.js';
import { Participant } from '../participants/participant.entity.js';
import { Batch } from '../programs/batch.entity.js';
import { Program } from '../programs/program.entity.js';
import { AfterCorrection } from './after-correction.js';
import { changedFields, warningsAfter, type Correctable, type FieldChange } from './correction.rules.js';
import { requireCorrectable } from './correction-window.js';
import { CorrectSeat } from './correct-seat.js';
import { OwnDetails } from './own-details.js';
import { readCorrection } from './read-correction.js';
import { RegistrationLinks } from './registration-links.js';
import { Registration } from './registration.entity.js';

/** Corrects what a registrant told of herself, by her own link, until the window closes. */
@Injectable()
export class CorrectRegistration {
  constructor(
    private readonly database: Database,
    private readonly links: RegistrationLinks,
    private readonly seat: CorrectSeat,
    private readonly after: AfterCorrection,
    private readonly clock: Clock,
  ) {}

  /**
   * `raw` in the shape of `CorrectionBody`. Correcting nothing changes nothing. Throws `NotFound`, `InvalidInput`,
   * `correction_closed` once the window is shut, `registration_rejected` and `registration_cancelled`, and
   * `correction_quota_full` when she would belong to a group of which all seats are taken.
   */
  async byLink(token: string, raw: unknown, locale: Locale): Promise<void> {
    const { id, batchId } = await this.links.registrationOf(token);
    const batch = await this.database.reader.findOneByOrFail(Batch, { id: batchId });
    const program = await this.database.reader.findOneByOrFail(Program, { id: batch.programId });
    const corrected = await readCorrection(raw, program, this.clock.now());
    await this.database.transaction(async (tx) => {
      const locked = await this.seat.lock(tx, batchId);
      const standing = await this.standing(tx, id, token);
      requireCorrectable(locked, standing, { now: this.clock.now(), locale });
      const before = OwnDetails.of(standing, await OwnDetails.enterpriseOf(tx, standing));
      const changes = changedFields(before, corrected);
      if (changes.length > 0) await this.write(tx, standing, corrected, changes);
    });
  }

  /** Waits for an erasure of its person, after which the link opens nothing: else it would all be written back. */
  private async standing(tx: EntityManager, id: string, token: string): Promise<Registration> {
    const standing = await tx.findOneOrFail(Registration, { where: { id }, ...holding(tx, 'for_no_key_update') });
    this.links.requireOpens(token, standing);
    return standing;
  }

  private async write(
    tx: EntityManager,
    standing: Registration,
    { enterprise, ...own }: Correctable,
    changes: readonly FieldChange[],
  ): Promise<void> {
    const enterpriseId = await this.seat.enterprise(tx, standing, enterprise);
    const registrant = { ...own, enterpriseKind: enterprise?.kind ?? null };
    const seat = await this.seat.move(tx, standing, registrant);
    if (seat === 'quota_full') throw new Refusal('correction_quota_full');
    const { id, status, revision } = standing;
    const warnings = await this.warnings(tx, standing, own);
    const changed = await updateRows(tx, Registration, { id, status, revision }, { ...own, enterpriseId, warnings });
    if (changed !== 1) throw new Error('A registration was corrected without its batch being locked.');
    await this.after.run(tx, { standing, changes, corrected: await tx.findOneByOrFail(Registration, { id }) });
  }

  private async warnings(tx: EntityManager, standing: Registration, { gender }: Pick<Correctable, 'gender'>) {
    const { nikHash } = await tx.findOneByOrFail(Participant, { id: standing.participantId });
    const genderChanged = gender !== standing.gender;
    return warningsAfter(standing.warnings, { genderChanged, hasNik: nikHash !== null });
  }
}

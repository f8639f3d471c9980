import { Injectable } from '@nestjs/common';
import { MoreThan, Not, type EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { updateRows } from '../database/rows.js';
import { Keyring } from '../kernel/keyring.js';
import { IdentifyParticipant } from '../participants/identify-participant.js';
import { NikVault } from '../participants/nik-vault.js';
import { Participant } from '../participants/participant.entity.js';
import { Registration } from '../registrations/registration.entity.js';

type Keys = Pick<Participant, 'nikCiphertext' | 'nikHash' | 'contactHash'>;

const rowsAtOnce = 50;

/** Makes a person's ciphertext and hash anew, so that she is still known again once an earlier secret is gone. */
@Injectable()
export class RotateParticipants {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly identify: IdentifyParticipant,
    private readonly vault: NikVault,
  ) {}

  /** How many rows were changed. */
  async run(): Promise<number> {
    let changed = 0;
    let after = '';
    for (;;) {
      const where = { id: MoreThan(after) };
      const rows = await this.database.reader.find(Participant, { where, order: { id: 'ASC' }, take: rowsAtOnce });
      const last = rows.at(-1);
      if (last === undefined) return changed;
      after = last.id;
      changed += await this.renewAll(rows);
    }
  }

  private async renewAll(rows: readonly Participant[]): Promise<number> {
    const due: { row: Participant; keys: Keys }[] = [];
    for (const row of rows) {
      const keys = await this.renewed(row);
      if (keys !== null) due.push({ row, keys });
    }
    if (due.length === 0) return 0;
    return this.database.transaction(async (tx) => {
      let changed = 0;
      for (const { row, keys } of due) changed += await this.renew(tx, row, keys);
      return changed;
    });
  }

  /** Null for a row that needs nothing. */
  private async renewed(row: Participant): Promise<Keys | null> {
    const { id, officeId, nikCiphertext, contactHash } = row;
    if (nikCiphertext !== null) {
      if (this.keyring.isCurrent(nikCiphertext)) return null;
      const nik = this.vault.plain(row) ?? '';
      const place = { office: officeId, row: id, column: 'nik' };
      const [nikHash] = this.identify.nikHashes(officeId, nik);
      return { nikCiphertext: this.keyring.encrypt(nik, place), nikHash, contactHash: null };
    }
    if (contactHash === null) return null;
    const renewed = await this.contactHash(row, contactHash);
    return renewed === contactHash ? null : { nikCiphertext, nikHash: null, contactHash: renewed };
  }

  /**
   * The phone is not in the row, but in the registrations: by the one that the hash was made of, or else, where it was
   * corrected since, by the latest. Without any she can't be found again.
   */
  private async contactHash({ id, officeId, name }: Participant, standing: string): Promise<string | null> {
    const registrations = await this.database.reader.find(Registration, {
      where: { officeId, participantId: id },
      order: { id: 'DESC' },
      select: { id: true, phone: true, name: true },
    });
    const candidates = registrations.flatMap(({ phone, name: given }) =>
      [name, given].map((one) => this.identify.contactHashes(officeId, phone, one)),
    );
    const made = candidates.find((hashes) => hashes.includes(standing)) ?? candidates[0];
    return made?.[0] ?? null;
  }

  /** Whoever was kept under the new hash meanwhile keeps it: nobody is merged by a rotation. */
  private async renew(tx: EntityManager, { id, officeId, ...standing }: Participant, keys: Keys): Promise<number> {
    const { nikHash, contactHash } = standing;
    const taken = await tx.existsBy(Participant, [
      ...(keys.nikHash === null ? [] : [{ officeId, nikHash: keys.nikHash, id: Not(id) }]),
      ...(keys.contactHash === null ? [] : [{ officeId, contactHash: keys.contactHash, id: Not(id) }]),
    ]);
    const change = taken ? { ...keys, nikHash: null, contactHash: null } : keys;
    return updateRows(
      tx,
      Participant,
      nikHash === null ? { id, contactHash: contactHash ?? '' } : { id, nikHash },
      change,
    );
  }
}

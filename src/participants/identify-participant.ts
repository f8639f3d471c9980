import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { inGroups, insertIfNew, type Row } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { Keyring } from '../kernel/keyring.js';
import { sortKey } from '../kernel/person-name.js';
import { Participant, type Gender } from './participant.entity.js';

/** What somebody says of herself. */
export interface PersonalDetails {
  /** 16 digits that were checked. */
  readonly nik: string | null;
  readonly name: string;
  readonly gender: Gender;
  /** YYYY-MM-DD. */
  readonly birthDate: string | null;
  /** E.164. */
  readonly phone: string;
}

/** Finds the one row of a person in an office, or makes it. */
@Injectable()
export class IdentifyParticipant {
  constructor(
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** The row that this person gets unless there is one; hashes and encrypts, so it belongs before the transaction. */
  draft(officeId: string, { nik, name, gender, birthDate, phone }: PersonalDetails): Row<Participant> {
    const id = newId();
    return {
      id,
      officeId,
      nikCiphertext: nik === null ? null : this.keyring.encrypt(nik, { office: officeId, row: id, column: 'nik' }),
      nikHash: nik === null ? null : this.nikHash(officeId, nik),
      contactHash: nik === null ? this.contactHash(officeId, phone, name) : null,
      name,
      gender,
      birthDate,
      createdAt: this.clock.now(),
    };
  }

  /**
   * The id of the person whom the draft describes. What stands of somebody who is known already is left as it is:
   * anybody may register under any number.
   */
  async run(tx: EntityManager, draft: Row<Participant>): Promise<string> {
    if ((await insertIfNew(tx, Participant, draft)) === 1) return draft.id;
    return (await this.known(tx, draft))?.id ?? draft.id;
  }

  /** The same for many, in few statements: the ids in the order of the drafts. */
  async runAll(tx: EntityManager, drafts: readonly Row<Participant>[]): Promise<string[]> {
    for (const group of inGroups(drafts)) await insertIfNew(tx, Participant, ...group);
    const known = await this.allKnown(tx, drafts);
    return drafts.map((draft) => known.get(draft.id) ?? draft.id);
  }

  /** The ids of those whom the drafts describe and who are known already, by the drafts' ids. */
  async allKnown(manager: EntityManager, drafts: readonly Row<Participant>[]): Promise<Map<string, string>> {
    const known = new Map<string, string>();
    for (const group of inGroups(drafts)) {
      const found = await manager.find(Participant, {
        where: [{ nikHash: In(hashes(group, 'nikHash')) }, { contactHash: In(hashes(group, 'contactHash')) }].map(
          (one) => ({ ...one, officeId: group[0]?.officeId ?? '' }),
        ),
        select: { id: true, nikHash: true, contactHash: true },
      });
      const byHash = new Map(found.map(({ id, nikHash, contactHash }) => [personKey({ nikHash, contactHash }), id]));
      for (const draft of group) {
        const id = byHash.get(personKey(draft));
        if (id !== undefined) known.set(draft.id, id);
      }
    }
    return known;
  }

  known(manager: EntityManager, draft: Row<Participant>): Promise<Participant | null> {
    const { officeId, nikHash, contactHash } = draft;
    return nikHash === null
      ? manager.findOneBy(Participant, { officeId, contactHash: contactHash ?? '' })
      : manager.findOneBy(Participant, { officeId, nikHash });
  }

  private nikHash(officeId: string, nik: string): string {
    return this.keyring.lookupHash('nik', `${officeId}:${nik}`);
  }

  private contactHash(officeId: string, phone: string, name: string): string {
    return this.keyring.lookupHash('contact', `${officeId}:${phone}:${sortKey(name)}`);
  }
}

type Hashed = Pick<Row<Participant>, 'nikHash' | 'contactHash'>;

/** Equal for drafts that describe one person of an office; tells nothing of her. */
export function personKey({ nikHash, contactHash }: Hashed): string {
  return nikHash ?? contactHash ?? '';
}

function hashes(drafts: readonly Hashed[], column: keyof Hashed): string[] {
  return drafts.flatMap((draft) => draft[column] ?? []);
}

import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { holding, type Holding } from '../database/locks.js';
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

/** The row of a person, and how she was hashed under secrets that were replaced since. */
export interface PersonDraft extends Row<Participant> {
  readonly formerHashes: readonly string[];
}

function rowOf({ formerHashes: _, ...row }: PersonDraft): Row<Participant> {
  return row;
}

/** Finds the one row of a person in an office, or makes it. */
@Injectable()
export class IdentifyParticipant {
  constructor(
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** The row that this person gets unless there is one; hashes and encrypts, so it belongs before the transaction. */
  draft(officeId: string, { nik, name, gender, birthDate, phone }: PersonalDetails): PersonDraft {
    const id = newId();
    const place = { office: officeId, row: id, column: 'nik' };
    const [hash, ...formerHashes] =
      nik === null ? this.contactHashes(officeId, phone, name) : this.nikHashes(officeId, nik);
    return {
      id,
      officeId,
      nikCiphertext: nik === null ? null : this.keyring.encrypt(nik, place),
      nikHash: nik === null ? null : hash,
      contactHash: nik === null ? hash : null,
      formerHashes,
      name,
      gender,
      birthDate,
      createdAt: this.clock.now(),
    };
  }

  /**
   * The ids of the people whom the drafts describe, in their order; until the transaction ends nobody makes them
   * anonymous. What stands of somebody who is known already is left as it is: anybody may register under any number.
   */
  async run(tx: EntityManager, drafts: readonly PersonDraft[]): Promise<string[]> {
    const kept = await this.knownOfOld(tx, drafts);
    for (let missing = without(kept, drafts); missing.length > 0; missing = without(kept, missing)) {
      const all = await this.inserted(tx, missing);
      const found = all ? missing.map(({ id }) => [id, id] as const) : await this.held(tx, missing);
      for (const [draftId, id] of found) kept.set(draftId, id);
    }
    return drafts.map(({ id }) => kept.get(id) ?? id);
  }

  /** Whether all of them were new. In one order by all who do this, so that no two wait for each other. */
  private async inserted(tx: EntityManager, drafts: readonly PersonDraft[]): Promise<boolean> {
    let fresh = 0;
    const ordered = drafts.toSorted((a, b) => personKey(a).localeCompare(personKey(b)));
    for (const group of inGroups(ordered)) fresh += await insertIfNew(tx, Participant, ...group.map(rowOf));
    return fresh === drafts.length;
  }

  /** Until the keys are rotated a row may carry a hash that no unique index compares with the draft's. */
  private knownOfOld(tx: EntityManager, drafts: readonly PersonDraft[]): Promise<Map<string, string>> {
    return this.held(
      tx,
      drafts.filter(({ formerHashes }) => formerHashes.length > 0),
    );
  }

  /** Those who are known, kept from being made anonymous until the transaction ends; who just was is not among them. */
  private held(tx: EntityManager, drafts: readonly PersonDraft[]): Promise<Map<string, string>> {
    return this.allKnown(tx, drafts, holding(tx, 'for_key_share'));
  }

  /** The ids of those whom the drafts describe and who are known already, by the drafts' ids. */
  async allKnown(
    manager: EntityManager,
    drafts: readonly PersonDraft[],
    held: Holding = {},
  ): Promise<Map<string, string>> {
    const known = new Map<string, string>();
    for (const group of inGroups(drafts)) {
      const found = await manager.find(Participant, {
        where: [{ nikHash: In(hashes(group, 'nikHash')) }, { contactHash: In(hashes(group, 'contactHash')) }].map(
          (one) => ({ ...one, officeId: group[0]?.officeId ?? '' }),
        ),
        select: { id: true, nikHash: true, contactHash: true },
        ...held,
      });
      const byHash = new Map(found.map(({ id, nikHash, contactHash }) => [personKey({ nikHash, contactHash }), id]));
      for (const draft of group) {
        const id = [personKey(draft), ...draft.formerHashes].map((hash) => byHash.get(hash)).find(Boolean);
        if (id !== undefined) known.set(draft.id, id);
      }
    }
    return known;
  }

  /** The id of the person whom the draft describes, or null when she is not known yet. */
  async known(manager: EntityManager, draft: PersonDraft): Promise<string | null> {
    return (await this.allKnown(manager, [draft])).get(draft.id) ?? null;
  }

  /** Under each secret, the current one first. */
  nikHashes(officeId: string, nik: string): readonly [string, ...string[]] {
    return this.keyring.lookupHashes('nik', `${officeId}:${nik}`);
  }

  contactHashes(officeId: string, phone: string, name: string): readonly [string, ...string[]] {
    return this.keyring.lookupHashes('contact', `${officeId}:${phone}:${sortKey(name)}`);
  }
}

type Hashed = Pick<Row<Participant>, 'nikHash' | 'contactHash'>;

/** Equal for drafts that describe one person of an office; tells nothing of her. */
export function personKey({ nikHash, contactHash }: Hashed): string {
  return nikHash ?? contactHash ?? '';
}

function without(kept: ReadonlyMap<string, string>, drafts: readonly PersonDraft[]): PersonDraft[] {
  return drafts.filter(({ id }) => !kept.has(id));
}

function hashes(drafts: readonly PersonDraft[], column: keyof Hashed): string[] {
  return drafts.flatMap((draft) => (draft[column] === null ? [] : [draft[column], ...draft.formerHashes]));
}

import { Injectable } from '@nestjs/common';
import { MoreThan, type FindOptionsWhere } from 'typeorm';
import { Database } from '../database/database.js';
import { updateRows, type Row } from '../database/rows.js';
import { SecondFactor } from '../identity/second-factor.entity.js';
import { Keyring } from '../kernel/keyring.js';
import { SentEmail } from '../mail/sent-email.entity.js';
import { ImportDraft } from '../registrations/import/import-draft.entity.js';
import { RotateParticipants } from './rotate-participants.js';

/** How many rows were made anew, by what they are. */
export type RotatedRows = Readonly<Record<'participants' | 'sentEmails' | 'importDrafts' | 'secondFactors', number>>;

interface Sealed {
  readonly id: string;
  readonly officeId: string;
}

interface SealedColumn<E> {
  readonly property: keyof E & string;
  /** As it stands in the ciphertexts' place. */
  readonly name: string;
}

const rowsAtOnce = 50;

/**
 * Makes anew under the current secret whatever an earlier one sealed. Each row is changed only if it still says what was
 * read, in transactions of a few rows, so a server goes on beside it; stopped half-way, the next run does the rest.
 */
@Injectable()
export class RotateKeys {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly participants: RotateParticipants,
  ) {}

  async run(): Promise<RotatedRows> {
    return {
      participants: await this.participants.run(),
      sentEmails: await this.reseal(SentEmail, { property: 'sealed', name: 'sealed' }),
      importDrafts: await this.reseal(ImportDraft, { property: 'sheetCiphertext', name: 'sheet' }),
      secondFactors: await this.reseal(SecondFactor, { property: 'secretCiphertext', name: 'second_factor' }),
    };
  }

  private async reseal<E extends Sealed>(entity: new () => E, column: SealedColumn<E>): Promise<number> {
    let changed = 0;
    let after = '';
    for (;;) {
      const rows = await this.database.reader.find(entity, {
        where: { id: MoreThan(after) } as FindOptionsWhere<E>,
        order: { id: 'ASC' } as never,
        take: rowsAtOnce,
      });
      const last = rows.at(-1);
      if (last === undefined) return changed;
      after = last.id;
      changed += await this.resealRows(entity, column, rows);
    }
  }

  private resealRows<E extends Sealed>(
    entity: new () => E,
    { property, name }: SealedColumn<E>,
    rows: readonly E[],
  ): Promise<number> {
    const due = rows.flatMap((row) => {
      const sealed = row[property] as string;
      const place = { office: row.officeId, row: row.id, column: name };
      return this.keyring.isCurrent(sealed) ? [] : [{ id: row.id, sealed, renewed: this.renewed(sealed, place) }];
    });
    return this.database.transaction(async (tx) => {
      let changed = 0;
      for (const { id, sealed, renewed } of due) {
        const standing = { id, [property]: sealed } as FindOptionsWhere<E>;
        changed += await updateRows(tx, entity, standing, { [property]: renewed } as Partial<Row<E>>);
      }
      return changed;
    });
  }

  private renewed(sealed: string, place: Parameters<Keyring['encrypt']>[1]): string {
    return this.keyring.encrypt(this.keyring.decrypt(sealed, place), place);
  }
}

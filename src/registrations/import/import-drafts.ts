import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IsNull } from 'typeorm';
import { Database } from '../../database/database.js';
import { insertRow, updateRows } from '../../database/rows.js';
import type { Sheet } from '../../documents/sheet.js';
import { requireRole, type Actor } from '../../identity/actor.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Keyring } from '../../kernel/keyring.js';
import { NotFound } from '../../kernel/problems.js';
import { Batch } from '../../programs/batch.entity.js';
import type { ColumnMapping } from './import-columns.rules.js';
import { ImportDraft } from './import-draft.entity.js';
import type { ImportOutcome } from './import-figures.rules.js';

/** Names a draft of a batch. */
export interface DraftKey {
  readonly batchId: string;
  readonly draftId: string;
}

/** The part of a spreadsheet that matters: the row of headings, and those below it. */
export interface ImportSheet extends Sheet {
  readonly header: readonly string[];
}

export interface OpenDraft {
  readonly draft: ImportDraft;
  readonly sheet: ImportSheet;
}

/** Keeps uploaded spreadsheets between the steps of an import, encrypted, bound to office and row. */
@Injectable()
export class ImportDrafts {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** Throws `NotFound` for another office's batch. */
  async requireBatch(actor: Actor, batchId: string): Promise<Batch> {
    requireRole(actor, 'organizer');
    const batch = await this.database.reader.findOneBy(Batch, { id: batchId, officeId: actor.officeId });
    if (batch === null) throw new NotFound('batch_not_found');
    return batch;
  }

  /** Answers the new draft's id. */
  async keep(actor: Actor, batchId: string, sheet: ImportSheet, mapping: ColumnMapping | null): Promise<string> {
    const id = newId();
    const { officeId } = actor;
    const sheetCiphertext = this.locked({ id, officeId }, sheet);
    const facts = { mapping, outcome: null, createdAt: this.clock.now(), importedAt: null };
    await this.database.transaction((tx) =>
      insertRow(tx, ImportDraft, { id, officeId, batchId, madeBy: actor.userId, sheetCiphertext, ...facts }),
    );
    return id;
  }

  /** Throws `NotFound` for none, for one that was forgotten, and for another office's. */
  async open(actor: Actor, { batchId, draftId }: DraftKey): Promise<OpenDraft> {
    await this.requireBatch(actor, batchId);
    const { officeId } = actor;
    const draft = await this.database.reader.findOneBy(ImportDraft, { id: draftId, batchId, officeId });
    if (draft === null) throw new NotFound('import_not_found');
    const place = { office: officeId, row: draftId, column: 'sheet' };
    return { draft, sheet: JSON.parse(this.keyring.decrypt(draft.sheetCiphertext, place)) as ImportSheet };
  }

  /** What is left to keep of a spreadsheet, ready for its row; encrypts, so it belongs before a transaction. */
  locked({ id, officeId }: Pick<ImportDraft, 'id' | 'officeId'>, sheet: ImportSheet): string {
    return this.keyring.encrypt(JSON.stringify(sheet), { office: officeId, row: id, column: 'sheet' });
  }

  async setMapping(actor: Actor, key: DraftKey, mapping: ColumnMapping): Promise<void> {
    await this.open(actor, key);
    await this.database.transaction((tx) =>
      updateRows(tx, ImportDraft, { id: key.draftId, importedAt: IsNull() }, { mapping }),
    );
  }

  /** Whether this transaction is the one that imports the draft. */
  async claim(tx: EntityManager, { id }: ImportDraft): Promise<boolean> {
    const importedAt = this.clock.now();
    return (await updateRows(tx, ImportDraft, { id, importedAt: IsNull() }, { importedAt })) === 1;
  }

  async finish(tx: EntityManager, { id }: ImportDraft, sheetCiphertext: string, outcome: ImportOutcome): Promise<void> {
    await updateRows(tx, ImportDraft, { id }, { sheetCiphertext, outcome });
  }

  async discard(actor: Actor, key: DraftKey): Promise<void> {
    const { draft } = await this.open(actor, key);
    await this.database.transaction((tx) => tx.delete(ImportDraft, { id: draft.id }));
  }
}

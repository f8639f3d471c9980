import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../identity/actor.js';
import { Audit } from '../../identity/audit.js';
import type { Locale } from '../../kernel/locale.js';
import type { CheckedImport } from './check-import.js';
import { ImportDrafts } from './import-drafts.js';
import { ImportFaults } from './import-faults.js';
import type { ImportMode, ImportOutcome } from './import-figures.rules.js';
import { ImportMappings } from './import-mappings.js';

interface Imported extends Pick<CheckedImport, 'draft'> {
  readonly header: readonly string[];
  readonly outcome: ImportOutcome;
  readonly mode: ImportMode;
}

/** What an import leaves behind beside its registrations: faulty rows, an audit entry, the mapping for the next one. */
@Injectable()
export class AfterImport {
  constructor(
    private readonly drafts: ImportDrafts,
    private readonly faults: ImportFaults,
    private readonly audit: Audit,
    private readonly mappings: ImportMappings,
  ) {}

  /** The rows that are not imported, with their reasons in a column more, ready for the draft. */
  left(checked: CheckedImport, locale: Locale): string {
    return this.drafts.locked(checked.draft, this.faults.withReasons(checked, locale));
  }

  async leave(tx: EntityManager, actor: Actor, { draft, header, outcome, mode }: Imported): Promise<void> {
    await this.audit.record(tx, {
      officeId: draft.officeId,
      actor,
      action: 'registrations.imported',
      subject: { type: 'batch', id: draft.batchId },
      after: { ...outcome, mode },
    });
    if (draft.mapping !== null) await this.mappings.remember(tx, draft.officeId, header, draft.mapping);
  }
}

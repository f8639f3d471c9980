import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../database/database.js';
import type { Actor } from '../../identity/actor.js';
import type { Locale } from '../../kernel/locale.js';
import { InvalidInput, Refusal } from '../../kernel/problems.js';
import { EnrolMany } from '../enrol-many.js';
import type { Registration } from '../registration.entity.js';
import { withFreshCodes } from '../with-fresh-codes.js';
import { AfterImport } from './after-import.js';
import { CheckImport, type CheckedImport } from './check-import.js';
import { ImportDrafts, type DraftKey } from './import-drafts.js';
import { figuresOf, type ImportFigures, type ImportMode, type ImportOutcome } from './import-figures.rules.js';

export interface ImportWish {
  readonly mode: ImportMode;
  /** That consent of everybody in the spreadsheet is on paper. */
  readonly consent: boolean;
  /** Whether those with an address are told by mail. */
  readonly tellThem: boolean;
  /** Of the notice that they agreed to, and of their mails. */
  readonly locale: Locale;
}

/** Registers everybody in a draft, in one transaction: all good rows, or nothing at all. */
@Injectable()
export class RunImport {
  constructor(
    private readonly database: Database,
    private readonly check: CheckImport,
    private readonly drafts: ImportDrafts,
    private readonly enrolMany: EnrolMany,
    private readonly after: AfterImport,
  ) {}

  /**
   * A draft is imported once; asking again changes nothing. Throws `NotFound`, `InvalidInput` without consent, and the
   * refusals `import_unmapped`, `import_has_faults` when all or nothing was asked for, `import_nothing_new`, and those of a
   * batch that takes nobody.
   */
  async run(actor: Actor, key: DraftKey, wish: ImportWish): Promise<void> {
    const checked = await this.check.run(actor, key, wish.locale);
    if (checked.draft.importedAt !== null) return;
    requireReady(checked, wish);
    const left = this.after.left(checked, wish.locale);
    await withFreshCodes(() => this.database.transaction((tx) => this.write(tx, checked, { actor, left, wish })));
  }

  private async write(
    tx: EntityManager,
    { draft, sheet, rows }: CheckedImport,
    { actor, left, wish }: { readonly actor: Actor; readonly left: string; readonly wish: ImportWish },
  ): Promise<void> {
    if (!(await this.drafts.claim(tx, draft))) return;
    const enrolments = rows.flatMap(({ state, enrolment }) => (state === 'new' && enrolment !== null ? enrolment : []));
    const made = await this.enrolMany.run(tx, enrolments, wish.tellThem);
    const added = made.flatMap((newcomer) => newcomer?.registration ?? []);
    const outcome = outcomeOf(figuresOf(rows), added);
    await this.drafts.finish(tx, draft, left, outcome);
    await this.after.leave(tx, actor, { draft, header: sheet.header, outcome, mode: wish.mode });
  }
}

function requireReady({ draft, rows }: CheckedImport, { mode, consent }: ImportWish): void {
  if (draft.mapping === null) throw new Refusal('import_unmapped');
  const { faulty, fresh } = figuresOf(rows);
  if (!consent) throw new InvalidInput([{ field: 'consent', code: 'import_consent_required' }]);
  if (mode === 'all' && faulty > 0) throw new Refusal('import_has_faults', { count: faulty });
  if (fresh === 0) throw new Refusal('import_nothing_new');
}

/** Whoever was registered between the check and the writing counts as there already. */
function outcomeOf(figures: ImportFigures, added: readonly Registration[]): ImportOutcome {
  const count = (wanted: Registration['status']) => added.filter(({ status }) => status === wanted).length;
  return {
    ...figures,
    fresh: added.length,
    there: figures.there + figures.fresh - added.length,
    confirmed: count('confirmed'),
    waitlisted: count('waitlisted'),
    submitted: count('submitted'),
  };
}

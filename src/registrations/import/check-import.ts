import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../identity/actor.js';
import { Office } from '../../identity/office.entity.js';
import type { Locale } from '../../kernel/locale.js';
import type { FieldError } from '../../kernel/problems.js';
import { IdentifyParticipant, personKey } from '../../participants/identify-participant.js';
import type { Enrolment } from '../enrolment.js';
import { PrepareEnrolment } from '../prepare-enrolment.js';
import type { ColumnMapping } from './import-columns.rules.js';
import { ImportDrafts, type DraftKey, type OpenDraft } from './import-drafts.js';
import { livePeople } from '../enrol-many.js';
import { repeatedRows, type JudgedRow } from './import-figures.rules.js';
import { readRow, rowFaults } from './import-row.rules.js';

export interface CheckedRow extends JudgedRow {
  readonly cells: readonly string[];
  /** Null for a row with faults. */
  readonly enrolment: Enrolment | null;
}

export interface CheckedImport extends OpenDraft {
  /** Empty until the columns were mapped. */
  readonly rows: readonly CheckedRow[];
}

type Read = Omit<CheckedRow, 'state'>;

/** Reads every row of a draft by the rules of registering, and finds who is registered already. Writes nothing. */
@Injectable()
export class CheckImport {
  constructor(
    private readonly database: Database,
    private readonly drafts: ImportDrafts,
    private readonly prepare: PrepareEnrolment,
    private readonly identify: IdentifyParticipant,
  ) {}

  /** Throws `NotFound` and the refusals of a batch that takes nobody. */
  async run(actor: Actor, key: DraftKey, locale: Locale): Promise<CheckedImport> {
    const { draft, sheet } = await this.drafts.open(actor, key);
    if (draft.mapping === null || draft.importedAt !== null) return { draft, sheet, rows: [] };
    const read = await this.read(actor, { draft, sheet }, { mapping: draft.mapping, locale });
    const there = await this.registered(key.batchId, read);
    const repeated = repeatedRows(
      read.flatMap(({ number, enrolment }) => (enrolment === null ? [] : { number, person: personOf(enrolment) })),
    );
    return { draft, sheet, rows: read.map((row) => judged(row, there, repeated)) };
  }

  private async read(
    actor: Actor,
    { draft, sheet }: OpenDraft,
    { mapping, locale }: { readonly mapping: ColumnMapping; readonly locale: Locale },
  ): Promise<Read[]> {
    const office = await this.database.reader.findOneByOrFail(Office, { id: actor.officeId });
    const readings = sheet.rows.map(({ cells }) => readRow(cells, mapping, office.provinceCode));
    const bodies = readings.map(({ body }) => ({ ...body, consent: true, consentManner: 'written' }));
    const entrance = { from: { actor }, locale, channel: 'import' } as const;
    const answers = await this.prepare.each(draft.batchId, bodies, entrance);
    return sheet.rows.map(({ number, cells }, index) => {
      const unread = readings[index]?.faults ?? [];
      const answer = answers[index] ?? [];
      const faults = rowFaults(unread, isEnrolment(answer) ? [] : answer);
      return { number, cells, faults, enrolment: faults.length === 0 && isEnrolment(answer) ? answer : null };
    });
  }

  /** The persons (as `personOf`) who have a live registration. */
  private async registered(batchId: string, read: readonly Read[]): Promise<Set<string>> {
    const { reader } = this.database;
    const drafts = read.flatMap(({ enrolment }) => enrolment?.applicant.participant ?? []);
    const known = await this.identify.allKnown(reader, drafts);
    const live = await livePeople(reader, batchId, [...known.values()]);
    return new Set(drafts.filter(({ id }) => live.has(known.get(id) ?? '')).map(personKey));
  }
}

function isEnrolment(answer: Enrolment | readonly FieldError[]): answer is Enrolment {
  return 'applicant' in answer;
}

function personOf({ applicant }: Enrolment): string {
  return personKey(applicant.participant);
}

/** Who is registered already is so in every row that names her. */
function judged(row: Read, there: ReadonlySet<string>, repeated: ReadonlyMap<number, number>): CheckedRow {
  if (row.enrolment === null) return { ...row, state: 'faulty' };
  if (there.has(personOf(row.enrolment))) return { ...row, state: 'there' };
  const earlier = repeated.get(row.number);
  if (earlier === undefined) return { ...row, state: 'new' };
  const faults = [{ field: 'row', code: 'row_repeated', params: { row: earlier } }];
  return { ...row, state: 'faulty', enrolment: null, faults };
}

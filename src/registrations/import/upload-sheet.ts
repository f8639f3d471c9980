import { Injectable } from '@nestjs/common';
import type { Sheet } from '../../documents/sheet.js';
import { readSpreadsheet } from '../../documents/spreadsheet.js';
import type { Actor } from '../../identity/actor.js';
import { Refusal } from '../../kernel/problems.js';
import { guessColumns, headerIndex, isNumbering } from './import-columns.rules.js';
import { ImportDrafts, type ImportSheet } from './import-drafts.js';
import { ImportMappings } from './import-mappings.js';

/** Reads an uploaded spreadsheet and keeps it for the steps that follow. */
@Injectable()
export class UploadSheet {
  constructor(
    private readonly drafts: ImportDrafts,
    private readonly mappings: ImportMappings,
  ) {}

  /** Answers the draft's id. Throws `NotFound`, and the refusals of `readSpreadsheet` and `import_closed`. */
  async run(actor: Actor, batchId: string, bytes: Buffer): Promise<string> {
    const batch = await this.drafts.requireBatch(actor, batchId);
    if (batch.status !== 'published') throw new Refusal('import_closed');
    const sheet = belowHeader(await readSpreadsheet(bytes));
    const known = await this.mappings.of(actor.officeId, sheet.header);
    return this.drafts.keep(actor, batchId, sheet, known ?? { columns: guessColumns(sheet.header), defaults: {} });
  }
}

function belowHeader({ rows, ...sheet }: Sheet): ImportSheet {
  const at = headerIndex(rows.map(({ cells }) => cells));
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const header = Array.from({ length: width }, (_, column) => rows[at]?.cells[column] ?? '');
  const below = rows.slice(at + 1);
  const people = isNumbering(below[0]?.cells ?? []) ? below.slice(1) : below;
  if (people.length === 0) throw new Refusal('file_empty');
  return { ...sheet, header, rows: people };
}

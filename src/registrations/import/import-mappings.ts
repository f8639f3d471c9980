import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Database } from '../../database/database.js';
import { insertIfNew, updateRows } from '../../database/rows.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { ColumnMapping } from './import-columns.rules.js';
import { ImportMapping } from './import-mapping.entity.js';

/** Remembers how an office mapped a set of headings. */
@Injectable()
export class ImportMappings {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async of(officeId: string, header: readonly string[]): Promise<ColumnMapping | null> {
    const known = await this.database.reader.findOneBy(ImportMapping, { officeId, headerHash: hashOf(header) });
    return known?.mapping ?? null;
  }

  async remember(
    tx: EntityManager,
    officeId: string,
    header: readonly string[],
    mapping: ColumnMapping,
  ): Promise<void> {
    const headerHash = hashOf(header);
    const usedAt = this.clock.now();
    await insertIfNew(tx, ImportMapping, { id: newId(), officeId, headerHash, mapping, usedAt });
    await updateRows(tx, ImportMapping, { officeId, headerHash }, { mapping, usedAt });
  }
}

/** The column of reasons, with which faulty rows come back, is no other spreadsheet. */
const reasonHeadings = new Set(['Alasan', 'Reason']);

function hashOf(all: readonly string[]): string {
  const header = all.filter((heading) => !reasonHeadings.has(heading));
  return createHash('sha256').update(JSON.stringify(header), 'utf8').digest('hex');
}

import { describe, expect, it } from '@jest/globals';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyDatabase } from '../support/test-database.js';
import { gatherEvidence } from '../torture/evidence.js';
import { journalOf } from '../torture/journal.js';
import { judge, type Property } from '../torture/properties.js';
import { openRows } from '../torture/rows.js';
import { bina } from './bina.js';
import { burst, openBatch, read } from './burst.js';
import { startServer } from './server-process.js';

/** What a copy must hold by itself, whatever was answered meanwhile. */
const structural: readonly Property[] = [
  'confirmed ≤ capacity and ≤ each quota after every commit',
  'counters of seats are what the rows count',
  'the waiting list goes up in order, and nobody waits beside a free seat',
  'one live registration per person and batch',
  'the audit is complete',
  'an Idempotency-Key does its work once',
  'no 500, no process that ends by itself, no damage',
];
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('a backup while people register', () => {
  it('restores to a consistent state that holds everything answered before it began', async () => {
    const database = await emptyDatabase('sqlite');
    if (database.settings.engine !== 'sqlite') throw new Error('This is about SQLite.');
    const server = await startServer(database);
    const batchId = await openBatch(server.base, 120);
    const rows = await openRows(database.settings);
    await rows.run(journalOf('sqlite'));
    await rows.close();
    const before = await burst(server.base, batchId, numbers(0, 60));

    const copy = join(database.dataDir, 'copy.db');
    const [said, during] = await Promise.all([
      bina(database, 'backup', copy),
      burst(server.base, batchId, numbers(60, 400)),
    ]);
    expect(said).toMatchObject({ code: 0, complaint: '' });
    expect(during).toHaveLength(340);
    await server.stop();

    const evidence = await gatherEvidence({ engine: 'sqlite', file: copy }, []);
    expect(
      judge(evidence).filter(({ property, against }) => structural.includes(property) && against.length > 0),
    ).toEqual([]);
    const restored = await emptyDatabase('sqlite');
    copyFileSync(copy, join(restored.dataDir, 'bina.db'));
    const again = await startServer(restored);
    for (const { token, status } of before) {
      expect(await read(`${again.base}/api/v1/public/registrations/${token}`)).toMatchObject({ status });
    }
    expect(await again.stop()).toBe(0);
  }, 120_000);
});

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/database/migrate.js';
import { SqliteEngine } from '../../src/database/sqlite.js';

/** A migrated, empty file that each spec file copies. */
export default async function setup(): Promise<void> {
  const file = join(mkdtempSync(join(tmpdir(), 'bina-test-')), 'template.db');
  const engine = await SqliteEngine.open(file, []);
  await migrate(engine);
  await engine.source.query('PRAGMA wal_checkpoint(TRUNCATE)');
  await engine.close();
  process.env.BINA_TEST_SQLITE_TEMPLATE = file;
}

import { describe, expect, it } from '@jest/globals';
import type { Engine } from '../../src/database/engine.js';
import { migrate, NewerDatabase } from '../../src/database/migrate.js';
import { migrations } from '../../src/database/migrations/list.js';
import { openEngine } from '../../src/database/open.js';
import { entities } from '../../src/entities.js';
import { emptyDatabase, engineName, type TestDatabase } from '../support/test-database.js';

const rowsOf = async (engine: Engine, sql: string) => (await engine.source.query(sql)) as unknown[];

const office = `INSERT INTO offices (id, "name", parent_name, address, city, province_code, certificate_number_pattern,
  signatory_title, signatory_name, created_at) VALUES ('o', 'Dinas Lama', '-', '-', 'Banjarbaru', '63', '{seq}', '-', '-',
  '2026-01-01T00:00:00.000Z')`;

/** As the first version of Bina left it, with an office. */
async function oldDatabase(): Promise<TestDatabase> {
  const database = await emptyDatabase(engineName());
  const engine = await openEngine(database.settings, entities);
  engine.source.migrations.splice(1);
  await migrate(engine);
  await engine.source.query(office);
  await engine.close();
  return database;
}

describe('a database of another version', () => {
  it('is migrated when it is older, with what is in it', async () => {
    const { settings } = await oldDatabase();
    const engine = await openEngine(settings, entities);
    expect(await rowsOf(engine, 'SELECT name FROM migrations')).toHaveLength(1);
    await migrate(engine);
    expect(await rowsOf(engine, 'SELECT name FROM migrations')).toHaveLength(migrations.length);
    expect(await rowsOf(engine, 'SELECT "name" FROM offices')).toEqual([{ name: 'Dinas Lama' }]);
    await engine.close();
  });

  it('is refused when it is newer, before anything is changed', async () => {
    const { settings } = await oldDatabase();
    const engine = await openEngine(settings, entities);
    await engine.source.query(
      `INSERT INTO migrations ("timestamp", name) VALUES (9999999999999, 'Tomorrow9999999999999')`,
    );
    await expect(migrate(engine)).rejects.toThrow(NewerDatabase);
    expect(await rowsOf(engine, 'SELECT name FROM migrations ORDER BY "timestamp"')).toEqual([
      { name: migrations[0]?.name },
      { name: 'Tomorrow9999999999999' },
    ]);
    await engine.close();
  });
});

import type { Engine } from './engine.js';

const migrationLock = 0x62696e61;

/** The database was made by a later version, which this one would misread. */
export class NewerDatabase extends Error {
  constructor() {
    super(
      'This database was made by a newer version of Bina. Start that version, or restore a backup made with this one; nothing was changed.',
    );
  }
}

/**
 * Brings the schema up to date. Processes that start together migrate once: on PostgreSQL the others wait. Throws
 * `NewerDatabase` before anything is changed.
 */
export async function migrate(engine: Engine): Promise<void> {
  if (engine.name === 'sqlite') {
    await migrateAlone(engine);
    return;
  }
  const runner = engine.source.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await migrateAlone(engine);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
    await runner.release();
  }
}

async function migrateAlone({ source }: Engine): Promise<void> {
  const known = new Set(source.migrations.map(({ name, constructor }) => name ?? constructor.name));
  const done = await doneMigrations(source);
  if (done.some((name) => !known.has(name))) throw new NewerDatabase();
  await source.runMigrations();
}

/** By name; none in an empty database. */
async function doneMigrations(source: Engine['source']): Promise<string[]> {
  const runner = source.createQueryRunner();
  try {
    if (!(await runner.hasTable('migrations'))) return [];
    const rows = (await runner.query('SELECT name FROM migrations')) as { name: string }[];
    return rows.map(({ name }) => name);
  } finally {
    await runner.release();
  }
}

import type { Engine } from './engine.js';

const migrationLock = 0x62696e61;

/** Brings the schema up to date. Processes that start together migrate once: on PostgreSQL the others wait. */
export async function migrate(engine: Engine): Promise<void> {
  if (engine.name === 'sqlite') {
    await engine.source.runMigrations();
    return;
  }
  const runner = engine.source.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await engine.source.runMigrations();
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
    await runner.release();
  }
}

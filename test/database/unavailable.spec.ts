import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { isUnavailable, withoutParameters } from '../../src/database/constraints.js';
import { engineName } from '../support/test-database.js';

const onPostgres = engineName() === 'postgres' ? describe : describe.skip;

onPostgres('what PostgreSQL cannot do now', () => {
  const server = `${process.env.BINA_TEST_POSTGRES ?? ''}postgres`;
  const failureOf = (doing: Promise<unknown>) => doing.then(() => null).catch((error: unknown) => error);

  it('is known when all connections are taken for too long', async () => {
    const pool = new pg.Pool({ connectionString: server, max: 1, connectionTimeoutMillis: 50 });
    const taken = await pool.connect();
    expect(isUnavailable(await failureOf(pool.connect()))).toBe(true);
    taken.release();
    await pool.end();
  });

  it('is known when a connection breaks in the middle, and a wrong statement is not such a thing', async () => {
    const client = new pg.Client({ connectionString: server });
    client.on('error', () => undefined);
    await client.connect();
    expect(isUnavailable(await failureOf(client.query('SELECT nothing')))).toBe(false);
    expect(isUnavailable(await failureOf(client.query('SELECT pg_terminate_backend(pg_backend_pid())')))).toBe(true);
  });

  it('is known when it breaks under a statement of ours', async () => {
    const source = await new DataSource({ type: 'postgres', url: server, installExtensions: false }).initialize();
    const runner = source.createQueryRunner();
    const client = (await runner.connect()) as pg.PoolClient & { connection: { stream: { destroy: () => void } } };
    const slow = failureOf(runner.query('SELECT pg_sleep(60)'));
    client.connection.stream.destroy();
    expect(isUnavailable(withoutParameters(await slow))).toBe(true);
    await source.destroy();
  });
});

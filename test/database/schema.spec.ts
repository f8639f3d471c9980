import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { breaksCheck, breaksUnique } from '../../src/database/constraints.js';
import { Database } from '../../src/database/database.js';
import type { Engine } from '../../src/database/engine.js';
import { freshEngine } from '../support/test-database.js';

describe('the schema', () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await freshEngine();
  });

  afterAll(() => engine.close());

  it('is what the entities describe', async () => {
    const { upQueries } = await engine.source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('differs as soon as a column is missing, so the comparison can fail', async () => {
    const other = await freshEngine();
    await other.source.query('ALTER TABLE trainers DROP COLUMN organization');
    const { upQueries } = await other.source.driver.createSchemaBuilder().log();
    await other.close();
    expect(upQueries.length).toBeGreaterThan(0);
  });
});

describe('what TypeORM does not compare', () => {
  let database: Database;

  beforeAll(async () => {
    database = new Database(await freshEngine());
    await run(`INSERT INTO offices VALUES ('o','n','p','a','c','63',NULL,NULL,'{seq}','t','s',NULL,'')`);
    await run(`INSERT INTO programs VALUES ('p','o','bimtek','t',NULL,NULL,2026,'apbd',75,'[]','')`);
    await run(
      `INSERT INTO batches VALUES ('b','o','p',1,'v','a','63.71','Asia/Makassar',2,2,0,'automatic','','',15,'published',NULL,0,NULL,'',NULL)`,
    );
    await run(`INSERT INTO quotas VALUES ('q','b','63.71',NULL,NULL,1,1)`);
    await run(`INSERT INTO participants VALUES ('x','o',NULL,NULL,NULL,'n',NULL,NULL,'')`);
  });

  afterAll(() => database.close());

  const run = (sql: string) => database.transaction((tx) => tx.query(sql));
  const refusal = (sql: string) =>
    run(sql).then(
      () => 'accepted',
      (error: unknown) => error,
    );

  it.each([
    ['batches', 'ck_batches_seats', `UPDATE batches SET taken = taken + 1 WHERE id = 'b'`],
    ['batches', 'ck_batches_seats', `UPDATE batches SET taken = -1 WHERE id = 'b'`],
    ['batches', 'ck_batches_seats', `UPDATE batches SET capacity = 1 WHERE id = 'b'`],
    ['batches', 'ck_batches_venue_seats', `UPDATE batches SET venue_seats = 1 WHERE id = 'b'`],
    ['quotas', 'ck_quotas_seats', `UPDATE quotas SET taken = 2 WHERE id = 'q'`],
    ['sessions', 'ck_sessions_order', `INSERT INTO sessions VALUES ('s','o','b','t','2026-10-05','2026-10-05',1,NULL)`],
    ['batches', 'ck_batches_status', `UPDATE batches SET status = 'open' WHERE id = 'b'`],
  ])('%s hold %s', async (_, constraint, sql) => {
    expect(breaksCheck(await refusal(sql), constraint)).toBe(true);
  });

  const registration = (id: string, sequence: number, status: string) =>
    `INSERT INTO registrations (id, office_id, batch_id, participant_id, enterprise_id, code, status, sequence, revision, token_version, "name", gender, phone, email, regency_code, address, "role", channel, locale, warnings, reason, created_at, status_changed_at) VALUES ('${id}','o','b','x',NULL,'C-${id}','${status}',${sequence},0,1,'n',NULL,'+62',NULL,NULL,NULL,NULL,'online','id','[]',NULL,'','')`;

  it('one live registration per person and batch, and any number that are over', async () => {
    await run(registration('1', 1, 'cancelled'));
    await run(registration('2', 2, 'rejected'));
    await run(registration('3', 3, 'waitlisted'));
    const second = await refusal(registration('4', 4, 'submitted'));
    const columns = ['batch_id', 'participant_id'];
    expect(breaksUnique(second, 'uq_registrations_live', 'registrations', columns)).toBe(true);
  });

  it('one registration per sequence number', async () => {
    const twin = await refusal(registration('5', 1, 'cancelled'));
    expect(breaksUnique(twin, 'uq_registrations_sequence', 'registrations', ['batch_id', 'sequence'])).toBe(true);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { presentable, StatementFailed } from '../../src/database/constraints.js';
import type { Engine } from '../../src/database/engine.js';
import { engineName, freshEngine } from '../support/test-database.js';

const nik = '6371054507850001';

describe('an error of the database', () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await freshEngine();
  });

  afterAll(() => engine.close());

  const failing = async (work: () => Promise<unknown>): Promise<unknown> => {
    try {
      await work();
    } catch (error) {
      return presentable(error);
    }
    throw new Error('This was to fail.');
  };

  it('repeats no value that it was given', async () => {
    const [mistyped, nowhere] =
      engineName() === 'postgres'
        ? ['SELECT CAST($1 AS integer)', 'SELECT 1 FROM nowhere WHERE nik = $1']
        : ['SELECT json(?)', 'SELECT 1 FROM nowhere WHERE nik = ?'];
    for (const statement of [mistyped, nowhere]) {
      const error = await failing(() => engine.reader.query(statement, [`${nik}, x`]));
      expect(error).toBeInstanceOf(StatementFailed);
      const { message, stack, ...rest } = error as StatementFailed;
      expect([message, stack, JSON.stringify(rest)].join(' ')).not.toContain(nik);
    }
  });
});

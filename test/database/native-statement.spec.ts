import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import type { Engine } from '../../src/database/engine.js';
import { nativeStatement, type Named } from '../../src/database/native-statement.js';
import { engineName, freshEngine } from '../support/test-database.js';

const select = `SELECT :number AS number, :word AS word, :number AS again, 'b' IN (:...list) AS listed`;
const cast = select.replaceAll(':number', 'CAST(:number AS integer)').replace(':word', 'CAST(:word AS text)');

describe('a statement with named parameters', () => {
  let engine: Engine;
  let reader: EntityManager;

  beforeAll(async () => {
    engine = await freshEngine();
    ({ reader } = engine);
  });

  afterAll(() => engine.close());

  const answer = async (parameters: Named) => {
    const [text, values] = nativeStatement(reader, cast, parameters);
    const [row] = await reader.query<{ listed: unknown }[]>(text, values);
    return { ...row, listed: Boolean(row?.listed) };
  };

  it('has each time the values that it is asked with, lists of any length included', async () => {
    const asked: Named[] = [
      { number: 7, word: 'tujuh', list: ['a', 'b'] },
      { number: 8, word: 'delapan', list: ['c', 'd'] },
      { number: 9, word: ':number', list: ['a', 'c', 'b'] },
      { number: 7, word: 'tujuh', list: ['b'] },
    ];
    for (const each of asked) {
      const { number, word, list } = each;
      const listed = (list as readonly string[]).includes('b');
      expect(await answer(each)).toEqual({ number, word, again: number, listed });
    }
  });

  it('takes a whole list where one value stands', async () => {
    if (engineName() === 'sqlite') {
      const [text, values] = nativeStatement(reader, 'SELECT 1 WHERE 2 IN (SELECT value FROM json_each(:list))', {
        list: [1, 2],
      });
      expect([text.includes('?'), values]).toEqual([true, [[1, 2]]]);
      return;
    }
    const [text, values] = nativeStatement(reader, 'SELECT 3 = ANY(CAST(:list AS int[])) AS listed', { list: [3, 4] });
    expect(await reader.query(text, values)).toEqual([{ listed: true }]);
  });

  it('is composed once for each length of its lists', () => {
    const text = (list: readonly string[]) => nativeStatement(reader, cast, { number: 1, word: 'satu', list })[0];
    expect(text(['x', 'y'])).toBe(text(['p', 'q']));
    expect(text(['x'])).not.toBe(text(['p', 'q']));
  });
});

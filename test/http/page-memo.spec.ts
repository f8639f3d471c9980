import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { openEngine } from '../../src/database/open.js';
import { insertRow } from '../../src/database/rows.js';
import { entities } from '../../src/entities.js';
import { PageMemo } from '../../src/http/page-memo.js';
import { RateCounter } from '../../src/http/rate-counter.entity.js';
import { MovableClock } from '../../src/kernel/clock.js';
import { freshDatabase } from '../support/test-database.js';

const row = (key: string) => ({ key, windowEndsAt: new Date(0), count: 0 });

describe('PageMemo', () => {
  const clock = new MovableClock(new Date('2026-03-02T01:00:00.100Z'));
  let database: Database;
  let otherProcess: Database;
  let memo: PageMemo;
  let made = 0;

  const shown = async (by: PageMemo, name = 'page') => {
    const page = await by.page(name, async () => {
      made += 1;
      return `${name}: ${await database.reader.count(RateCounter)}`;
    });
    return page.toString();
  };

  /** Other databases of the server change what PostgreSQL's stamp counts, too: that is safe, but makes pages anew. */
  const still = new PageMemo({ stamp: () => Promise.resolve('still') } as Database, clock);

  beforeAll(async () => {
    const { settings } = await freshDatabase();
    database = new Database(await openEngine(settings, entities));
    otherProcess = new Database(await openEngine(settings, entities));
    memo = new PageMemo(database, clock);
  });

  afterAll(async () => {
    await database.close();
    await otherProcess.close();
  });

  it('makes a page once for all who ask while nothing changes', async () => {
    made = 0;
    expect(await Promise.all([shown(still), shown(still), shown(still)])).toEqual(['page: 0', 'page: 0', 'page: 0']);
    clock.moveBySeconds(0.5);
    expect(await shown(still)).toBe('page: 0');
    expect(made).toBe(1);
  });

  it('shows what was committed before it was asked for, by this process or by another one', async () => {
    await database.transaction((tx) => insertRow(tx, RateCounter, row('own')));
    expect(await shown(memo)).toBe('page: 1');
    await otherProcess.transaction((tx) => insertRow(tx, RateCounter, row('foreign')));
    expect(await shown(memo)).toBe('page: 2');
  });

  it('makes it anew when the clock has gone on by a second', async () => {
    made = 0;
    await shown(still, 'timed');
    clock.moveBySeconds(1);
    await shown(still, 'timed');
    expect(made).toBe(2);
  });

  it('tells pages apart by their names', async () => {
    expect([await shown(memo, 'id'), await shown(memo, 'en')]).toEqual(['id: 2', 'en: 2']);
  });
});

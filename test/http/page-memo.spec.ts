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

  const shown = async (name = 'page') => {
    const page = await memo.page(name, async () => {
      made += 1;
      return `${name}: ${await database.reader.count(RateCounter)}`;
    });
    return page.toString();
  };

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
    expect(await Promise.all([shown(), shown(), shown()])).toEqual(['page: 0', 'page: 0', 'page: 0']);
    clock.moveBySeconds(0.5);
    expect(await shown()).toBe('page: 0');
    expect(made).toBe(1);
  });

  it('shows what was committed before it was asked for, by this process or by another one', async () => {
    await database.transaction((tx) => insertRow(tx, RateCounter, row('own')));
    expect(await shown()).toBe('page: 1');
    await otherProcess.transaction((tx) => insertRow(tx, RateCounter, row('foreign')));
    expect(await shown()).toBe('page: 2');
  });

  it('makes it anew when the clock has gone on by a second', async () => {
    made = 0;
    await shown();
    clock.moveBySeconds(1);
    await shown();
    expect(made).toBe(1);
  });

  it('tells pages apart by their names', async () => {
    expect([await shown('id'), await shown('en')]).toEqual(['id: 2', 'en: 2']);
  });
});

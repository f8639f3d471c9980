import { describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { backUp } from '../../src/database/backup.js';
import { emptyDatabase } from '../support/test-database.js';

/** It is about files, and asks for no server. */
describe('a backup of SQLite', () => {
  it('comes to an end although somebody writes all the time', async () => {
    const { dataDir } = await emptyDatabase('sqlite');
    const file = join(dataDir, 'bina.db');
    const busy = new Sqlite(file);
    busy.pragma('journal_mode = wal');
    busy.exec('CREATE TABLE pages (content blob)');
    const write = busy.prepare('INSERT INTO pages VALUES (zeroblob(4000))');
    for (let page = 0; page < 1_000; page += 1) write.run();

    let writing = true;
    const writeOn = () => {
      if (!writing) return;
      write.run();
      setImmediate(writeOn);
    };
    writeOn();
    const copy = join(dataDir, 'copy.db');
    await backUp({ engine: 'sqlite', file }, copy);
    writing = false;
    busy.close();
    const copied = new Sqlite(copy, { readonly: true });
    expect(copied.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(copied.prepare('SELECT count(*) FROM pages').pluck().get()).toBeGreaterThanOrEqual(1_000);
    copied.close();
  });
});

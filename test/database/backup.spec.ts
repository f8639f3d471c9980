import { describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { backUp } from '../../src/database/backup.js';
import { NameIndex } from '../../src/registrations/search/name-index.js';
import { CarryNames } from '../../src/registrations/search/carry-names.js';
import { SearchedBatch } from '../../src/registrations/search/searched-batch.entity.js';
import { aBatch } from '../factories/batch.js';
import { someRegistrationRows } from '../factories/registration-rows.js';
import { anOffice } from '../factories/staff.js';
import { startApp } from '../support/test-app.js';
import { emptyDatabase } from '../support/test-database.js';

const nobody = (count: number) => Array.from({ length: count }, (_, index) => `Warga ${index}`);

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

  it('holds the index of names, in which searches find what they found', async () => {
    const original = await startApp({}, await emptyDatabase('sqlite'));
    await anOffice(original.database);
    const batch = await aBatch(original.database);
    await someRegistrationRows(original.database, batch, [...nobody(400), 'Siti Hadijah', ...nobody(100)]);
    await original.app.get(CarryNames).run({ behind: 100 });
    const { dataDir } = await emptyDatabase('sqlite');
    const file = join(dataDir, 'bina.db');
    await backUp(original.settings.database, file);
    await original.close();

    const restored = await startApp({}, { settings: { engine: 'sqlite', file }, dataDir });
    const { reader } = restored.database;
    expect(await reader.findBy(SearchedBatch, {})).toEqual([{ batchId: batch.id, number: 1, through: 501 }]);
    const index = await NameIndex.of(reader, batch.id, 'hadij');
    expect(await index?.next(0, 10)).toEqual({ sequences: [401], through: 501, all: true });
    await restored.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { Database } from '../../src/database/database.js';
import { updateRows } from '../../src/database/rows.js';
import { Ticker } from '../../src/http/ticker.js';
import { Participant } from '../../src/participants/participant.entity.js';
import { ErasePerson } from '../../src/privacy/erase-person.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { CarryNames } from '../../src/registrations/search/carry-names.js';
import { SearchedBatch } from '../../src/registrations/search/searched-batch.entity.js';
import { aBatch } from '../factories/batch.js';
import { someRegistrationRows } from '../factories/registration-rows.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { gate } from '../support/gate.js';
import { startApp, type TestApp } from '../support/test-app.js';

const strangeNames = [
  'Hj. Siti "Iti" Rahmah',
  "Nor'ain O'Malley",
  '100% Halal_Toko',
  'Back\\slash Noor',
  'SITI HADIJAH',
  'siti hadijah',
  'Çelik Ünal',
  'çelik ünal',
  'ÉMILIE İnci',
  'émilie i\u0307nci',
  'Nguye\u0302\u0303n Thi\u0323 A\u0301nh',
  'Straße STRASSE',
  'Ольга Петровна',
  'Siti 👩🏽‍🍳 Rahmah',
  '山田 太郎',
  'سيتي رحمة',
  'AND OR NOT NEAR(a b)',
  'name: * ^ - + ( )',
  'aaa aaaa',
  'Al',
  'K',
];

const asked = [
  ...strangeNames,
  ...strangeNames.map((name) => name.toUpperCase()),
  ...strangeNames.map((name) => name.slice(1, -1)).filter((part) => part.trim() !== ''),
  ...[
    '"',
    '""',
    '"iti"',
    "'ain",
    '100%',
    '%',
    '%%%',
    '_',
    'l_t',
    '\\',
    'k\\s',
    '\\\\\\',
    'a"b"c',
    '*',
    'sit*',
    '-siti',
  ],
  ...[
    'si',
    'a',
    'al',
    'l',
    'adi',
    'ADIJ',
    'i h',
    ' si',
    '👩🏽‍🍳',
    '🏽‍🍳 R',
    '太郎',
    '山田 ',
    'رحم',
    'ольга',
    'ОЛЬ',
    'AND OR',
  ],
  ...['warga 12', 'ga 119', 'warga', 'nobody at all', 'siti warga', 'x'.repeat(100)],
];

const people = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `Warga ${from + index}`);

describe('a search for a name', () => {
  let app: TestApp;
  let staff: StaffMember;
  /** Its index has come to the 1,200th of 1,300. */
  let large: Batch;
  /** The same names without an index. */
  let plain: Batch;

  beforeAll(async () => {
    app = await startApp();
    staff = await aStaffMember(app.database);
    const [former, later] = [
      [...people(1, 600), ...strangeNames, ...people(600, 1_200 - strangeNames.length + 1)],
      [...people(1_200, 1_300 - strangeNames.length), ...strangeNames],
    ];
    large = await batchOf(former);
    await app.app.get(CarryNames).run({ behind: 1_000, atOnce: 333 });
    await someRegistrationRows(app.database, large, later);
    plain = await batchOf([...former, ...later]);
  });
  afterAll(() => app.close());

  async function batchOf(names: readonly string[]): Promise<Batch> {
    const batch = await aBatch(app.database, { officeId: staff.officeId });
    await someRegistrationRows(app.database, batch, names);
    return batch;
  }

  const carried = async ({ id }: Batch) =>
    (await app.database.reader.findOneBy(SearchedBatch, { batchId: id }))?.through ?? null;

  /** Of all pages. */
  async function found({ id }: Batch, query: Record<string, string>): Promise<string[]> {
    const names: string[] = [];
    let after: string | null = null;
    do {
      const { status, body } = await app
        .http()
        .get(`/api/v1/batches/${id}/registrations`)
        .query({ limit: '150', ...query, ...(after === null ? {} : { after }) })
        .set(staff.authorization);
      if (status !== 200) throw new Error(`${JSON.stringify(query)} was answered ${status}`);
      const page = body as { items: { name: string }[]; next: string | null };
      names.push(...page.items.map(({ name }) => name));
      after = page.next;
    } while (after !== null);
    return names;
  }

  const registrationAt = ({ id: batchId }: Batch, sequence: number) =>
    app.database.reader.findOneByOrFail(Registration, { batchId, sequence });
  const rename = (id: string, name: string) =>
    app.database.transaction((tx) => updateRows(tx, Registration, { id }, { name }));

  /** The places of the index in which these three letters are, and whether they are anywhere in its pages. */
  async function indexOf(letters: string): Promise<{ places: number; traces: boolean }> {
    const { reader, engineName } = app.database;
    const ask = async (sql: string) => Number((await reader.query<{ count: number | string }[]>(sql))[0]?.count);
    if (engineName === 'postgres') {
      const places = await ask(`SELECT COUNT(*) AS count FROM registration_names WHERE name LIKE '%${letters}%'`);
      return { places, traces: places > 0 };
    }
    const traces = `SELECT COUNT(*) AS count FROM registration_names_data WHERE instr(block, CAST('${letters}' AS blob)) > 0`;
    return {
      places: await ask(
        `SELECT COUNT(*) AS count FROM registration_names WHERE registration_names MATCH '"${letters}"'`,
      ),
      traces: (await ask(traces)) > 0,
    };
  }

  it('is answered by an index in a large batch', async () => {
    expect([await carried(large), await carried(plain)]).toEqual([1_200, null]);
    const { id, name } = await registrationAt(large, 1_000);
    const emptied = () => app.database.transaction((tx) => tx.query('UPDATE searched_batches SET number = number + 7'));
    expect(await found(large, { q: name })).toEqual([name]);
    await emptied();
    expect(await found(large, { q: name })).toEqual([]);
    await app.database.transaction((tx) => tx.query('UPDATE searched_batches SET number = number - 7'));
    expect((await registrationAt(large, 1_000)).id).toBe(id);
  });

  it.each([...new Set(asked)])('finds the same with the index and without: %s', async (q) => {
    expect(await found(large, { q })).toEqual(await found(plain, { q }));
  });

  it.each([
    { q: 'warga', gender: 'male' },
    { q: 'siti', gender: 'female' },
    { q: 'siti', status: 'submitted' },
    { q: 'siti', status: 'confirmed' },
    { q: 'warga', enterpriseKind: 'none', warned: 'no' },
    { q: 'ga 11', regencyCode: '63.71', channel: 'online' },
    { q: 'hadijah', limit: '1' },
    { q: 'ga 11', limit: '7' },
    { q: 'warga', limit: '200', gender: 'female' },
  ])('narrows as without: %j', async (query) => {
    expect(await found(large, query)).toEqual(await found(plain, query));
  });

  it.each([17, 1_200, 1_201])('finds a whole code, of number %i as well', async (sequence) => {
    const { code, name } = await registrationAt(large, sequence);
    expect(await found(large, { q: code })).toEqual([name]);
    expect(await found(large, { q: code.toLowerCase().replace('-', ' ') })).toEqual([name]);
    expect(await found(plain, { q: code })).toEqual([]);
  });

  it('begins after nobody who is of another batch', async () => {
    const { id: after } = await registrationAt(plain, 1);
    const { body } = await app
      .http()
      .get(`/api/v1/batches/${large.id}/registrations`)
      .query({ q: 'warga', after })
      .set(staff.authorization);
    expect(body).toEqual({ items: [], next: null });
  });

  it.each([500, 1_250])('knows a corrected name at once, of number %i as well', async (sequence) => {
    const { id, name } = await registrationAt(large, sequence);
    await rename(id, `Galuh ${sequence} 🦜🦜🦜`);
    expect(await found(large, { q: `luh ${sequence}` })).toEqual([`Galuh ${sequence} 🦜🦜🦜`]);
    expect(await found(large, { q: name })).toEqual([]);
    expect((await indexOf('🦜🦜🦜')).places).toBe(sequence <= 1_200 ? 1 : 0);
    await rename(id, name);
    expect(await found(large, { q: name })).toEqual([name]);
    expect(await found(large, { q: 'galuh' })).toEqual([]);
  });

  it('leaves nothing of an erased name', async () => {
    const { id, participantId } = await registrationAt(large, 400);
    await rename(id, 'Itik 🦆🦆🦆');
    expect(await indexOf('🦆🦆🦆')).toEqual({ places: 1, traces: true });
    const person = await app.database.reader.findOneByOrFail(Participant, { id: participantId });
    await app.database.transaction(async (tx) => {
      await updateRows(tx, Registration, { id }, { status: 'cancelled' });
      await app.app.get(ErasePerson).run(tx, person, { actor: 'system', cause: 'retention' });
    });
    expect(await found(large, { q: '🦆🦆🦆' })).toEqual([]);
    expect(await indexOf('🦆🦆🦆')).toEqual({ places: 0, traces: false });
  });

  describe('carries names into the index', () => {
    const carry = () => app.app.get(CarryNames);

    it('of large batches alone, and again once they have grown', async () => {
      const batch = await batchOf(people(1, 21));
      await carry().run({ behind: 20, atOnce: 6 });
      expect([await carried(batch), (await indexOf('rga')).places >= 20]).toEqual([20, true]);
      await someRegistrationRows(app.database, batch, people(21, 40));
      await carry().run({ behind: 20 });
      expect(await carried(batch)).toBe(20);
      await someRegistrationRows(app.database, batch, ['Warga Terakhir']);
      await carry().run({ behind: 20 });
      expect(await carried(batch)).toBe(40);
    });

    it('each once, by several at a time', async () => {
      const batch = await batchOf(Array.from({ length: 60 }, (_, index) => `Ayam 🐔🐔🐔 ${index}`));
      await Promise.all([1, 2, 3].map(() => carry().run({ behind: 50, atOnce: 7 })));
      expect([await carried(batch), (await indexOf('🐔🐔🐔')).places]).toEqual([60, 60]);
    });

    it('and goes on where it broke off', async () => {
      const batch = await batchOf(Array.from({ length: 60 }, (_, index) => `Sapi 🐄🐄🐄 ${index}`));
      let turns = 0;
      const breaking = {
        reader: app.database.reader,
        transaction: <T>(work: Parameters<typeof app.database.transaction<T>>[0]) =>
          app.database.transaction<T>(async (tx) => {
            const result = await work(tx);
            if ((turns += 1) === 3) throw new Error('broken off');
            return result;
          }),
      } as Database;
      const pace = { behind: 40, atOnce: 10 };
      await expect(new CarryNames(breaking, app.app.get(Ticker)).run(pace)).rejects.toThrow('broken off');
      expect(await carried(batch)).toBe(20);
      await carry().run(pace);
      expect([await carried(batch), (await indexOf('🐄🐄🐄')).places]).toEqual([60, 60]);
    });

    it('as they are when somebody corrects one in that moment', async () => {
      const batch = await batchOf(people(1, 61));
      const { id } = await registrationAt(batch, 30);
      const [changed, settled] = [gate(), gate()];
      const correcting = app.database.transaction(async (tx) => {
        await updateRows(tx, Registration, { id }, { name: 'Kucing 🐈🐈🐈' });
        changed.open();
        await settled.opened;
      });
      await changed.opened;
      const carrying = carry().run({ behind: 50 });
      await Promise.race([carrying, delay(300)]);
      settled.open();
      await Promise.all([correcting, carrying]);
      expect([await carried(batch), (await indexOf('🐈🐈🐈')).places]).toEqual([60, 1]);
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { presentable } from '../../src/database/constraints.js';
import { PreparingClient } from '../../src/database/preparing-client.js';
import { Busy } from '../../src/kernel/problems.js';
import { emptyDatabase, engineName } from '../support/test-database.js';

const onPostgres = engineName() === 'postgres' ? describe : describe.skip;

/** An event that pg tells of and its types don't. */
const counted = ({ connection }: pg.Client, event: 'rowDescription' | 'parseComplete') => {
  let count = 0;
  connection.on(event as 'message', () => (count += 1));
  return () => count;
};

onPostgres('statements that PostgreSQL has prepared', () => {
  let url: string;
  const open: pg.Client[] = [];

  async function connect(): Promise<pg.Client> {
    const client = new PreparingClient({ connectionString: url, pipeline: true } as pg.ClientConfig);
    await client.connect();
    open.push(client);
    return client;
  }

  beforeAll(async () => {
    const { settings } = await emptyDatabase('postgres');
    url = settings.engine === 'postgres' ? settings.url : '';
    const client = await connect();
    await client.query('CREATE TABLE fruits (id integer PRIMARY KEY, name text, sweet boolean)');
  });

  afterAll(() => Promise.all(open.map((client) => client.end())));

  it('are parsed once on a connection, and asked once how their rows look', async () => {
    const client = await connect();
    const [parsed, described] = [counted(client, 'parseComplete'), counted(client, 'rowDescription')];
    const twice = 'SELECT $1::int AS number, $2::text AS word, NULL::boolean AS nothing';
    for (const [number, word] of [
      [1, 'satu'],
      [2, 'dua'],
      [3, 'tiga'],
    ] as const) {
      const { rows, rowCount, command, fields } = await client.query(twice, [number, word]);
      expect(rows).toEqual([{ number, word, nothing: null }]);
      expect({ rowCount, command }).toEqual({ rowCount: 1, command: 'SELECT' });
      expect(fields.map(({ name }) => name)).toEqual(['number', 'word', 'nothing']);
    }
    expect([parsed(), described()]).toEqual([1, 1]);
  });

  it('answer no row, many rows and what was changed alike the first and the second time', async () => {
    const client = await connect();
    const add = 'INSERT INTO fruits (id, name, sweet) VALUES ($1, $2, $3)';
    const found = 'SELECT name, sweet FROM fruits WHERE id > $1 ORDER BY id';
    expect((await client.query(found, [0])).rows).toEqual([]);
    expect((await client.query(add, [1, 'mangga', true])).rowCount).toBe(1);
    expect((await client.query(add, [2, 'jeruk nipis', false])).rowCount).toBe(1);
    const both = [
      { name: 'mangga', sweet: true },
      { name: 'jeruk nipis', sweet: false },
    ];
    expect((await client.query(found, [0])).rows).toEqual(both);
    expect((await client.query(found, [9])).rows).toEqual([]);
  });

  it('go on after one of them failed, each with its own answer, on whichever connection', async () => {
    const [client, other] = [await connect(), await connect()];
    const divide = 'SELECT 12 / $1::int AS part';
    const asked = [3, 0, 4].map((by) => client.query(divide, [by]));
    const settled = await Promise.allSettled(asked);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await client.query(divide, [6])).rows).toEqual([{ part: 2 }]);
    expect((await other.query(divide, [2])).rows).toEqual([{ part: 6 }]);
  });

  it('are known as unavailable on a connection that broke while nothing was asked', async () => {
    const [client, other] = [await connect(), await connect()];
    const broken = new Promise((resolve) => client.once('error', resolve));
    client.on('error', () => undefined);
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid, $1::int AS one', [1]);
    await other.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await broken;
    open.splice(open.indexOf(client), 1);
    const refused: unknown = await client.query('SELECT $1::int', [1]).catch((error: unknown) => error);
    expect(presentable(refused)).toBeInstanceOf(Busy);
  });

  it('call back whoever asks for it', async () => {
    const client = await connect();
    const told = new Promise((resolve, reject) => {
      client.query('SELECT $1::int AS number', [7], (error: Error | null, { rows }) => {
        if (error) reject(error);
        else resolve(rows);
      });
    });
    await expect(told).resolves.toEqual([{ number: 7 }]);
  });
});

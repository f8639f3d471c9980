import { describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { emptyDatabase } from '../support/test-database.js';
import { bina } from './bina.js';
import { adminEmail, startServer } from './server-process.js';

const well = (out: unknown = '') => ({ code: 0, out, complaint: '' });
const badly = (complaint: string) => ({ code: 1, out: '', complaint });

describe('the command line', () => {
  it('asks for a first start', async () => {
    const database = await emptyDatabase('sqlite');
    expect(await bina(database, 'user', 'list')).toEqual(badly('There is no office yet: start the server once.'));
  }, 60_000);

  it('looks after users, the office and the database beside a running server', async () => {
    const database = await emptyDatabase('sqlite');
    const server = await startServer(database);
    const add = ['user', 'add', 'Sari@dinas.example', 'Sari Wulandari', '--role', 'organizer'];
    const added = await bina(database, ...add);
    expect(added).toEqual(well(expect.stringMatching(/^http:\/\/localhost:0\/kata-sandi\/[\w-]{44}$/)));
    const { pathname } = new URL(added.out);
    expect((await fetch(server.base + pathname)).status).toBe(200);
    expect(await bina(database, ...add)).toEqual(badly('email: This email address is in use already.'));
    expect((await bina(database, 'user', 'list')).out).toMatch(/admin@dinas\.example[\s\S]*sari@dinas\.example/);

    const renewed = await bina(database, 'user', 'link', 'sari@dinas.example');
    expect(renewed.code).toBe(0);
    expect((await fetch(server.base + pathname)).status).toBe(404);
    expect(await bina(database, 'user', 'disable', 'sari@dinas.example')).toEqual(well());
    expect((await fetch(server.base + new URL(renewed.out).pathname)).status).toBe(404);
    expect(await bina(database, 'user', 'disable', adminEmail)).toEqual(
      badly('There must always be an active administrator.'),
    );

    expect(await bina(database, 'office', 'set', 'signatoryName', 'H. Gusti Rahmat')).toEqual(well());
    expect((await bina(database, 'office', 'show')).out).toContain('H. Gusti Rahmat');

    const copy = join(database.dataDir, 'copy.db');
    expect((await bina(database, 'backup', copy)).code).toBe(0);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    expect(existsSync(`${copy}.unfinished`)).toBe(false);
    const opened = new Sqlite(copy, { readonly: true });
    expect(opened.prepare('SELECT signatory_name FROM offices').pluck().get()).toBe('H. Gusti Rahmat');
    expect(opened.pragma('integrity_check', { simple: true })).toBe('ok');
    opened.close();
    expect(await bina(database, 'backup', copy)).toEqual(badly(`${copy} exists already; a backup replaces nothing.`));
    expect((await fetch(`${server.base}/health/ready`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  }, 120_000);

  it('leaves the copying of PostgreSQL to its own tools', async () => {
    const database = await emptyDatabase('postgres');
    const copy = join(database.dataDir, 'copy.db');
    expect(await bina(database, 'backup', copy)).toEqual(badly('This is PostgreSQL: use pg_dump.'));
    expect(existsSync(copy)).toBe(false);
  }, 60_000);
});

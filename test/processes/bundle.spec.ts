import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../src/http/templates-folder.js';
import { emptyDatabase } from '../support/test-database.js';
import { startServer } from './server-process.js';

const built = join(projectFolder, 'dist');

/** The classes that our files declare, as they are called there. */
function declared(): Set<string> {
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.dto.js'));
  const sources = files.map((file) => readFileSync(join(built, file), 'utf8'));
  return new Set(sources.flatMap((source) => [...source.matchAll(/class (\w+)/g)].map(([, name]) => name ?? '')));
}

describe('the bundle that the server starts from', () => {
  it('calls the bodies of requests what the code calls them', async () => {
    const server = await startServer(await emptyDatabase('sqlite'));
    const response = await fetch(`${server.base}/api/openapi.json`);
    const { components } = (await response.json()) as { components: { schemas: Record<string, unknown> } };
    await server.stop();
    const names = Object.keys(components.schemas);
    const known = declared();
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });
});

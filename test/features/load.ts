import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Feature specs as one suite, as `npm test` runs them on each engine: the modules of the whole system are loaded once
 * instead of once per file, which is half of the time. `npm run test:sqlite -- <path>` runs single files. Every second
 * file, so that two workers share them.
 */
export async function loadEveryOther(first: 0 | 1): Promise<void> {
  const separate = /^(pages|processes|torture)\//;
  const tests = join(import.meta.dirname, '..');
  const specs = readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.spec.ts') && !separate.test(file))
    .sort();
  for (const [index, spec] of specs.entries()) if (index % 2 === first) await import(join(tests, spec));
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * All feature specs as one suite, as `npm test` runs them on each engine: the modules of the whole system are loaded once
 * instead of once per file, which is half of the time. `npm run test:sqlite -- <path>` runs single files.
 */
const separate = /^(pages|processes)\//;
const here = import.meta.dirname;
const specs = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.spec.ts') && !separate.test(file))
  .sort();

for (const spec of specs) await import(join(here, spec));

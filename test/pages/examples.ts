import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { everyPage, type View } from './examples/shared.js';

const folder = join(import.meta.dirname, 'examples');
const files = readdirSync(folder).filter((file) => file !== 'shared.ts');
const topics = await Promise.all(
  files.map((file) => import(join(folder, file)) as Promise<{ readonly pages: Readonly<Record<string, View>> }>),
);

/** What every page of `templates/pages` may name: one file of examples for each topic. */
export const examples = new Map(
  topics.flatMap(({ pages }) => Object.entries(pages)).map(([name, view]) => [name, { ...everyPage, ...view }]),
);

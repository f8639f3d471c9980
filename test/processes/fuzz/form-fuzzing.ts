import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DatabaseSettings } from '../../../src/config/settings.js';
import { emptyDatabase } from '../../support/test-database.js';
import { startServer, type ServerProcess } from '../server-process.js';
import { browse, formsOf, pageAt, type Form, type PageAnswer } from './forms.js';
import { anOfficeAtWork, type Known } from './office.js';
import { hostileTexts } from './values.js';

const seed = Number(process.env.FUZZ_SEED ?? 20_261_005);
const runs = Number(process.env.FUZZ_RUNS ?? 8);

interface Fault {
  readonly place: number;
  readonly kind: 'replaced' | 'missing' | 'twice' | 'list' | 'group' | 'prototype' | 'constructor';
  readonly text: string;
}

type Fields = readonly (readonly [string, string])[];

const faults = fc.array(
  fc.record<Fault>({
    place: fc.nat({ max: 1_000 }),
    kind: fc.constantFrom(
      'replaced',
      'replaced',
      'replaced',
      'missing',
      'twice',
      'list',
      'group',
      'prototype',
      'constructor',
    ),
    text: fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: 'binary', maxLength: 30 })),
  }),
  { maxLength: 3, size: 'max' },
);

function withFault(fields: Fields, { place, kind, text }: Fault): Fields {
  if (kind === 'prototype') return [...fields, ['__proto__[polluted]', text], ['__proto__', text]];
  if (kind === 'constructor') return [...fields, ['constructor[prototype][polluted]', text], ['toString', text]];
  const at = fields.length === 0 ? -1 : place % fields.length;
  return fields.flatMap((field, index): Fields => {
    const [name] = field;
    if (index !== at) return [field];
    if (kind === 'missing') return [];
    if (kind === 'twice') return [field, [name, text]];
    return [[kind === 'list' ? `${name}[]` : kind === 'group' ? `${name}[x]` : name, text]];
  });
}

/** Every form that the administrator finds in the built server's pages, on this engine. */
export function formFuzzing(engine: DatabaseSettings['engine']): void {
  describe(`the forms on ${engine}, filled in by anybody`, () => {
    let server: ServerProcess;
    let known: Known;

    beforeAll(async () => {
      const database = await emptyDatabase(engine);
      known = await anOfficeAtWork(database);
      server = await startServer(database);
    }, 60_000);

    afterAll(() => server.stop());

    it('are taken or shown again, and never a fault of ours', async () => {
      let cookie = await browse(server.base);
      const batches = known.batches!.flatMap((id) => [
        `/kegiatan/${id}`,
        `/kegiatan/${id}/daftar`,
        `/console/angkatan/${id}`,
      ]);
      const own = known['public/registrations']!.map((token) => `/pendaftaran/${token}`);
      const forms = await formsOf(server.base, cookie, [...batches, ...own]);
      expect(forms.length).toBeGreaterThan(40);
      const failures: string[] = [];
      const send = async ({ method, action }: Form, body: string): Promise<PageAnswer> =>
        method === 'POST'
          ? pageAt(server.base, action, cookie, body)
          : pageAt(server.base, `${action.split('?')[0]}?${body}`, cookie);
      for (const [index, form] of forms.entries()) {
        const property = fc.asyncProperty(faults, async (all) => {
          const answer = await send(
            form,
            new URLSearchParams(all.reduce(withFault, form.fields).map((field) => [...field])).toString(),
          );
          if (answer.status >= 500 || innards.test(answer.text)) throw new Error(`answered ${answer.status}`);
        });
        const outcome = await fc.check(property, { seed: seed + index, numRuns: runs, endOnFailure: true });
        if (outcome.failed) {
          const faulty = outcome.counterexample?.[0].reduce(withFault, form.fields);
          failures.push(
            `${String(outcome.errorInstance)} (seed ${seed + index} of ${seed}): ${form.action} ${JSON.stringify(faulty)}`,
          );
        }
        if ((await pageAt(server.base, '/console', cookie)).status === 303) cookie = await browse(server.base);
      }
      expect(failures).toEqual([]);
    }, 180_000);
  });
}

const innards = /QueryFailed|SQLITE_|TypeORM|node_modules|relation "|\[object Object\]/;

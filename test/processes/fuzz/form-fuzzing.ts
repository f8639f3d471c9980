import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DatabaseSettings } from '../../../src/config/settings.js';
import { emptyDatabase } from '../../support/test-database.js';
import { adminEmail, startServer, type ServerProcess } from '../server-process.js';
import { promptly } from './ask.js';
import { files } from './files.js';
import { faults, withFault } from './form-faults.js';
import { browse, formsOf, pageAt, type Form, type PageAnswer, type Sent } from './forms.js';
import { uploadsOf } from './multipart.js';
import { anOfficeAtWork, staffEmails, type Known } from './office.js';

const seed = Number(process.env.FUZZ_SEED ?? 20_261_005);
const runs = Number(process.env.FUZZ_RUNS ?? 8);
const fewRuns = Math.ceil(runs / 4);
/** A workbook is read in a process of its own. */
const longestUploadMilliseconds = 5_000;

/** Every form that anybody finds in the built server's pages, on this engine. */
export function formFuzzing(engine: DatabaseSettings['engine']): void {
  describe(`the forms on ${engine}, filled in by anybody`, () => {
    let server: ServerProcess;
    let known: Known;

    beforeAll(async () => {
      const database = await emptyDatabase(engine);
      known = await anOfficeAtWork(database);
      server = await startServer(database, { TRUST_PROXY: '127.0.0.1' });
    }, 60_000);

    afterAll(() => server.stop());

    /** Whoever has no address is nobody. */
    const cookieOf = (email: string | null) => (email === null ? Promise.resolve('') : browse(server.base, email));

    function startsOf(email: string | null): string[] {
      const batches = known.batches!.flatMap((id) => [`/kegiatan/${id}`, `/kegiatan/${id}/daftar`]);
      return email === null
        ? [...batches, ...known.links!]
        : [...batches, ...known.batches!.map((id) => `/console/angkatan/${id}`)];
    }

    /** What goes wrong with forms like this one, told with what it takes to see it again. */
    async function failuresOf<T>(
      sent: fc.Arbitrary<T>,
      plan: fc.Parameters<[T]>,
      send: (one: T) => Promise<PageAnswer>,
    ) {
      const property = fc.asyncProperty(sent, async (one) => {
        const { status, text } = await send(one);
        if (status >= 500 || innards.test(text)) throw new Error(`answered ${status}`);
      });
      const { failed, errorInstance, counterexample } = await fc.check(property, { ...plan, endOnFailure: true });
      return failed
        ? [`${told(errorInstance)} (seed ${plan.seed} of ${seed}): ${JSON.stringify(counterexample, readable)}`]
        : [];
    }

    function fill({ method, action }: Form, cookie: string, body: string): Promise<PageAnswer> {
      if (method === 'GET') return pageAt(server.base, `${action.split('?')[0]}?${body}`, cookie);
      return pageAt(server.base, action, cookie, { type: 'application/x-www-form-urlencoded', body });
    }

    it.each([
      { who: 'nobody', email: null, least: 6, numRuns: runs },
      { who: 'an attendant', email: staffEmails.attendant, least: 8, numRuns: runs },
      { who: 'an organizer', email: staffEmails.organizer, least: 40, numRuns: fewRuns },
      { who: 'the administrator', email: adminEmail, least: 40, numRuns: runs },
    ])(
      'of $who are taken or shown again, and never a fault of ours',
      async ({ email, least, numRuns }) => {
        let cookie = await cookieOf(email);
        const forms = await formsOf(server.base, cookie, startsOf(email));
        expect(forms.length).toBeGreaterThan(least);
        const failures: string[] = [];
        for (const [index, form] of forms.entries()) {
          const bodies = faults.map((all) =>
            new URLSearchParams(all.reduce(withFault, form.fields).map((field) => [...field])).toString(),
          );
          const found = await failuresOf(bodies, { seed: seed + index, numRuns }, (body) =>
            promptly(() => fill(form, cookie, body)),
          );
          failures.push(...found.map((failure) => `${form.action} ${failure}`));
          if (email !== null && (await pageAt(server.base, '/console', cookie)).status === 303)
            cookie = await cookieOf(email);
        }
        expect(failures).toEqual([]);
      },
      180_000,
    );

    it('that bring a file keep nobody waiting, whatever it is and however it comes', async () => {
      const cookie = await cookieOf(adminEmail);
      const open = known.batches!.map((id) => `/console/angkatan/${id}/peserta/impor`);
      const found = await formsOf(server.base, cookie, ['/console/pengaturan/logo', ...open]);
      const forms = found.filter(({ bringsFile }) => bringsFile);
      expect(forms.length).toBeGreaterThanOrEqual(2);
      const upload = async (action: string, sent: Sent): Promise<PageAnswer> => {
        const [answer] = await Promise.all([
          promptly(() => pageAt(server.base, action, cookie, sent), longestUploadMilliseconds),
          promptly(() => pageAt(server.base, '/health/live', '')),
        ]);
        return answer;
      };
      const sample = await fetch(`${server.base}${open[0]}/contoh`, { headers: { cookie } });
      const sent = uploadsOf([...files, Buffer.from(await sample.arrayBuffer())]);
      const failures: string[] = [];
      for (const { action } of [...forms, { action: '/console/mitra/baru' }]) {
        const plan = { seed, numRuns: runs * 5 };
        failures.push(...(await failuresOf(sent, plan, (one) => upload(action, one))).map((one) => `${action} ${one}`));
      }
      expect(failures).toEqual([]);
    }, 180_000);
  });
}

/** Bytes as text, cut where it gets long. */
const readable = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('latin1').slice(0, 500) : value;

/** A line that broke has its reason beneath. */
function told(error: unknown): string {
  const { cause } = error as { readonly cause?: { readonly message: string } };
  return cause === undefined ? String(error) : `${String(error)}: ${cause.message}`;
}

const innards = /QueryFailed|SQLITE_|TypeORM|node_modules|relation "|\[object Object\]/;

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DatabaseSettings } from '../../../src/config/settings.js';
import { emptyDatabase } from '../../support/test-database.js';
import { signIn } from '../burst.js';
import { startServer, type ServerProcess } from '../server-process.js';
import { operationsOf, type Operation } from './api-document.js';
import { answerTo, promptly, type Answered } from './ask.js';
import { attendantData } from './attendant-data.js';
import { browse } from './forms.js';
import { anOfficeAtWork, staffEmails, type Known } from './office.js';
import { requestsTo, type FuzzedRequest } from './requests.js';

const seed = Number(process.env.FUZZ_SEED ?? 20_261_005);
const runs = Number(process.env.FUZZ_RUNS ?? 16);
const fewRuns = Math.ceil(runs / 4);
const longestProblem = 16_000;

/** Every operation of the document that the built server gives of itself, on this engine. */
export function fuzzing(engine: DatabaseSettings['engine']): void {
  describe(`the API on ${engine}, asked for anything`, () => {
    let server: ServerProcess;
    let known: Known;
    let operations: Operation[];

    beforeAll(async () => {
      const database = await emptyDatabase(engine);
      known = await anOfficeAtWork(database);
      server = await startServer(database, { TRUST_PROXY: '127.0.0.1' });
      operations = await operationsOf(server.base);
    }, 60_000);

    afterAll(() => server.stop());

    it('answers, and says what is wrong, or does it: never a fault of its own', async () => {
      expect(operations.length).toBeGreaterThan(80);
      const failures: string[] = [];
      let ofStaff = await signIn(server.base);
      for (const [index, operation] of operations.entries()) {
        failures.push(...(await failuresOf(operation, seed + index, ofStaff)));
        if (endsSession(operation)) ofStaff = await signIn(server.base);
      }
      expect(failures).toEqual([]);
    }, 180_000);

    it('is no other for the app at the door', async () => {
      const cookie = await browse(server.base, staffEmails.attendant);
      const failures: string[] = [];
      for (const [index, operation] of attendantData.entries()) {
        failures.push(...(await failuresOf(operation, seed + index, { cookie, accept: 'application/json' }, runs * 5)));
      }
      expect(failures).toEqual([]);
    }, 60_000);

    async function failuresOf(
      operation: Operation,
      from: number,
      ofStaff: Record<string, string>,
      most = runs,
    ): Promise<string[]> {
      const property = fc.asyncProperty(requestsTo(operation, known), async (request) => {
        const faults = faultsIn(await promptly(() => answerTo(server.base, request, ofStaff)));
        if (faults.length > 0) throw new Error(faults.join('; '));
      });
      const varied = operation.body !== null || operation.parameters.some((one) => one.in === 'query');
      const plan = { seed: from, numRuns: varied ? most : fewRuns, endOnFailure: true };
      const outcome = await fc.check(property, plan);
      return outcome.failed ? [told(outcome)] : [];
    }

    it('is still there afterwards, and ends well', async () => {
      expect((await fetch(`${server.base}/health/ready`)).status).toBe(200);
      expect(await server.stop()).toBe(0);
    });
  });
}

const endsSession = ({ path }: Operation): boolean => path.endsWith('/tokens/current');

/** With what it takes to see it again: `FUZZ_SEED` is the seed of the first operation. */
function told({ seed: used, counterexample, errorInstance }: fc.RunDetails<[FuzzedRequest]>): string {
  const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return `${why} (seed ${used} of ${seed}): ${JSON.stringify(counterexample?.[0])}`;
}

interface ProblemDocument {
  readonly type?: string;
  readonly status?: number;
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly code: string; readonly message: string }[];
}

const innards = /QueryFailed|SQLITE_|TypeORM|node_modules|\bat \w+.*:\d+:\d+|SELECT .* FROM|relation "/;

/** What is said of a code that has no words of its own. */
const wordless = /Something went wrong on our side|Terjadi gangguan pada sistem/;

/** What is wrong with an answer, in words. */
function faultsIn({ status, type, text }: Answered): string[] {
  if (status >= 500) return [`${status}: ${text}`];
  if (status < 400) return [];
  if (!type.startsWith('application/problem+json')) return [`${status} as ${type}: ${text.slice(0, 500)}`];
  const problem = JSON.parse(text) as ProblemDocument;
  const faults: string[] = [];
  if (problem.status !== status || problem.type !== `urn:bina:problem:${problem.code}`)
    faults.push(`no problem: ${text}`);
  if (text.length > longestProblem) faults.push(`${text.length} characters long`);
  if (wordless.test(text)) faults.push(`has no words for it: ${text}`);
  if (innards.test(text)) faults.push(`shows its innards: ${text}`);
  if (status === 422) faults.push(...namelessErrors(problem));
  return faults;
}

function namelessErrors({ errors = [] }: ProblemDocument): string[] {
  if (errors.length === 0) return ['422 without a field'];
  return errors
    .filter(
      ({ field, code, message }) => typeof field !== 'string' || code === '' || message === '' || message === code,
    )
    .map((error) => `not told: ${JSON.stringify(error)}`);
}

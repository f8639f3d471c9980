import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { emptyDatabase } from '../../support/test-database.js';
import { signIn } from '../burst.js';
import { startServer, type ServerProcess } from '../server-process.js';
import { operationsOf, type Operation, type Parameter } from './api-document.js';
import { answerTo, type Answered } from './ask.js';
import { anOfficeAtWork, type Known } from './office.js';
import { realPathsOf } from './requests.js';
import { wellFormed } from './values.js';

const seed = 20_261_005;
const tooLarge = JSON.stringify({ name: 'x'.repeat(64 * 1024) });
const sql = "1; DROP TABLE registrations; --' OR '1'='1";

/** What a row has and nobody may send, unless the operation is about it. */
const columns = ['id', 'officeId', 'createdAt', 'status', 'role', 'revision', 'taken', 'nikHash', 'tokenVersion'];

type Body = Readonly<Record<string, unknown>>;

interface FieldError {
  readonly field: string;
  readonly code: string;
}

const errorsIn = ({ status, text }: Answered): readonly FieldError[] =>
  status === 422 ? (JSON.parse(text) as { errors: readonly FieldError[] }).errors : [];

/** The body as it would be with a field more in each of its objects, and that field's name. */
function withOneMore(value: unknown, name: string, at = ''): { body: unknown; field: string }[] {
  if (value === null || typeof value !== 'object') return [];
  const inner = Object.entries(value as Body).flatMap(([key, part]) =>
    withOneMore(part, name, `${at}${key}.`).map(({ body, field }) => ({ body: replaced(value, key, body), field })),
  );
  return Array.isArray(value) ? inner : [{ body: { ...value, [name]: 'x' }, field: `${at}${name}` }, ...inner];
}

function replaced(value: object, key: string, part: unknown): unknown {
  return Array.isArray(value)
    ? value.map((item: unknown, index) => (String(index) === key ? part : item))
    : { ...value, [key]: part };
}

/** The body with a list, and a list in it, in the place of each group of fields within it. */
function withListsForGroups(body: Body): { body: unknown; field: string }[] {
  return Object.entries(body).flatMap(([field, value]) => {
    if (value === null || typeof value !== 'object') return [];
    const lists: unknown[] = Array.isArray(value) ? [[[]], [[[]]]] : [[], [[]]];
    return lists.map((list) => ({ body: { ...body, [field]: list }, field }));
  });
}

const fieldsIn = (all: readonly Answered[]) => new Set(all.flatMap(errorsIn).map(({ field }) => field));

describe('an operation of the API', () => {
  let server: ServerProcess;
  let known: Known;
  let operations: Operation[];
  let ofStaff: Record<string, string>;

  beforeAll(async () => {
    const database = await emptyDatabase('sqlite');
    known = await anOfficeAtWork(database);
    server = await startServer(database, { TRUST_PROXY: '127.0.0.1' });
    operations = await operationsOf(server.base);
    ofStaff = await signIn(server.base);
  }, 60_000);

  afterAll(() => server.stop());

  const send = (method: string, address: string, body?: string): Promise<Answered> =>
    answerTo(server.base, { method, address, headers: { 'content-type': 'application/json' }, body }, ofStaff);

  /** The answers of each real thing that the operation may be about. */
  async function answers({ method, path }: Operation, body: string): Promise<Answered[]> {
    const all: Answered[] = [];
    for (const address of realPathsOf(path, known)) all.push(await send(method, address, body));
    return all;
  }

  const withBody = () => operations.filter(({ body }) => body !== null);
  const withQuery = () => operations.filter(({ parameters }) => parameters.some((one) => one.in === 'query'));
  const sample = ({ body }: Operation): Body =>
    fc.sample(wellFormed(body!, '', known, 'all'), { seed, numRuns: 1 })[0] as Body;

  it('takes no body over its limit', async () => {
    expect(withBody().length).toBeGreaterThan(25);
    for (const { method, path } of withBody()) {
      const { status, text } = await send(method, realPathsOf(path, known)[0]!, tooLarge);
      expect([path, status, (JSON.parse(text) as FieldError).code]).toEqual([path, 413, 'body_too_large']);
    }
  });

  it('refuses by its name what it does not know, in each object of its body', async () => {
    for (const operation of withBody()) {
      for (const { body, field } of withOneMore(sample(operation), 'stranger')) {
        const told = (await answers(operation, JSON.stringify(body))).flatMap(errorsIn);
        expect([operation.path, told]).toEqual([
          operation.path,
          expect.arrayContaining([{ field, code: 'unknown_field', message: expect.any(String) }]),
        ]);
      }
    }
  }, 60_000);

  it('takes no list for a group of fields, and no list of lists', async () => {
    for (const operation of withBody()) {
      for (const { body, field } of withListsForGroups(sample(operation))) {
        const all = await answers(operation, JSON.stringify(body));
        const done = all.filter(({ status }) => ![404, 409, 422].includes(status));
        expect([operation.path, field, done, fieldsIn(all).has(field)]).toEqual([operation.path, field, [], true]);
      }
    }
  }, 60_000);

  it('lets nobody set what a row has beyond its form', async () => {
    for (const operation of withBody()) {
      const foreign = columns.filter((column) => !(column in (operation.body?.properties ?? {})));
      const more = Object.fromEntries(foreign.map((column) => [column, 'x']));
      const all = await answers(operation, JSON.stringify({ ...sample(operation), ...more }));
      const told = all.flatMap(errorsIn).filter(({ code }) => code === 'unknown_field');
      const done = all.filter(({ status }) => status < 400);
      expect([operation.path, new Set(told.map(({ field }) => field)), done]).toEqual([
        operation.path,
        new Set(foreign),
        [],
      ]);
    }
  }, 60_000);

  it('reads no prototype', async () => {
    for (const operation of withBody()) {
      for (const poison of [
        '{"__proto__":{"polluted":1}}',
        '{"constructor":{"prototype":{"polluted":1}}}',
        '{"a":[{"__proto__":1}]}',
      ]) {
        const statuses = (await answers(operation, poison)).map(({ status }) => status);
        expect([operation.path, statuses.filter((status) => ![400, 404, 409, 422].includes(status))]).toEqual([
          operation.path,
          [],
        ]);
      }
    }
  });

  it('sorts by nothing that was sent, and says so', async () => {
    for (const { method, path } of withQuery()) {
      for (const name of ['sort', 'order', 'orderBy', 'select']) {
        const answer = await send(method, `${realPathsOf(path, known)[0]}?${name}=${encodeURIComponent(sql)}`);
        expect([path, errorsIn(answer).map(({ field, code }) => [field, code])]).toEqual([
          path,
          [[name, 'unknown_field']],
        ]);
      }
    }
  });

  it('takes SQL in a filter for a word that is not found, or says which filter it is not', async () => {
    for (const { method, path, parameters } of withQuery()) {
      for (const { name } of parameters.filter((one: Parameter) => one.in === 'query')) {
        const answer = await send(method, `${realPathsOf(path, known)[0]}?${name}=${encodeURIComponent(sql)}`);
        const found = answer.status === 200 ? (JSON.parse(answer.text) as { items: unknown[] }).items : [];
        expect([path, name, found, errorsIn(answer).filter(({ field }) => field !== name)]).toEqual([
          path,
          name,
          [],
          [],
        ]);
        expect([200, 422]).toContain(answer.status);
      }
    }
    expect((await fetch(`${server.base}/health/ready`)).status).toBe(200);
  });
});

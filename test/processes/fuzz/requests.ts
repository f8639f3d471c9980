import fc from 'fast-check';
import type { Operation, Parameter } from './api-document.js';
import type { Known } from './office.js';
import { hostile, hostileTexts, hugeNumber, wellFormed } from './values.js';

export interface FuzzedRequest {
  readonly method: string;
  /** With its query. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON text, or undefined for none. */
  readonly body: string | undefined;
}

/** Requests to one operation: most of them right but for a thing or two. */
export function requestsTo(operation: Operation, known: Known): fc.Arbitrary<FuzzedRequest> {
  return fc
    .record({
      path: pathOf(operation, known),
      query: queryOf(operation, known),
      headers,
      body: bodyOf(operation, known),
    })
    .map(({ path, query, headers: given, body }) => ({
      method: operation.method,
      address: query === '' ? path : `${path}?${query}`,
      headers: { ...given, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body,
    }));
}

const headers: fc.Arbitrary<Record<string, string>> = fc
  .record(
    {
      'idempotency-key': fc.constantFrom('once', '', ' ', 'x'.repeat(101), 'kunci ü', '__proto__', "' OR 1=1 --"),
      'accept-language': fc.constantFrom('en', 'id;q=nan', '__proto__', 'constructor', ','.repeat(500)),
      accept: fc.constantFrom('text/html', '*/*', 'application/pdf', 'x'),
    },
    { requiredKeys: [] },
  )
  .map((given) => ({ ...given }));

const escaped = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'));
const rawSegments = ['%00', '%ff', '%ed%a0%80', '..%2f..%2f', '%2e%2e%2f', '%', 'a%20b', '*', 'x'.repeat(2_000)];

function pathOf({ path }: Operation, known: Known): fc.Arbitrary<string> {
  const parts = path.split('/').map((part, index, all) => {
    if (!part.startsWith('{')) return fc.constant(part);
    const extension = part.slice(part.indexOf('}') + 1);
    return segment(realFor(all, index, known), known).map((value) => `${value}${extension}`);
  });
  return fc.tuple(...parts).map((all) => all.join('/'));
}

/** Every address that the path has with what there is, at least one. */
export function realPathsOf(path: string, known: Known): string[] {
  return path.split('/').reduce<string[]>(
    (paths, part, index, all) => {
      const values = part.startsWith('{') ? realFor(all, index, known) : [part];
      return paths.flatMap((begun) => values.map((value) => (index === 0 ? value : `${begun}/${value}`)));
    },
    [''],
  );
}

function realFor(parts: readonly string[], index: number, known: Known): readonly string[] {
  const named = /^\{(\w+)Id\}/.exec(parts[index] ?? '')?.[1];
  const word = named === undefined ? (parts[index - 1] ?? '') : `${named}s`;
  return known[parts[index - 2] === 'public' ? `public/${word}` : word] ?? known[word] ?? wordings(parts[index] ?? '');
}

function wordings(part: string): readonly string[] {
  return part === '{locale}' ? ['id', 'en'] : ['registration-confirmed', 'reminder', 'toString'];
}

function segment(real: readonly string[], known: Known): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...real) },
    { weight: 1, arbitrary: fc.constantFrom(...Object.values(known).flat()) },
    { weight: 1, arbitrary: fc.constantFrom(...hostileTexts.slice(1)).map(escaped) },
    { weight: 1, arbitrary: fc.constantFrom(...rawSegments) },
  );
}

const strangers = [
  'sort',
  'order',
  'select',
  'where',
  '__proto__',
  'officeId',
  'id',
  'after',
  'limit',
  'q[$ne]',
  'status[]',
];

function queryOf({ parameters }: Operation, known: Known): fc.Arbitrary<string> {
  const asked = parameters.filter((parameter) => parameter.in === 'query');
  const known1 = fc.subarray(asked).chain((chosen) => fc.tuple(...chosen.map((one) => queried(one, known))));
  const strange = fc.constantFrom(...strangers).chain((name) => fc.tuple(fc.constant(name), hostileText));
  const more = fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.tuple(strange) });
  return fc
    .tuple(known1, more)
    .map(([own, others]) => [...own, ...others].map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join('&'));
}

const hostileText = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: 'binary', maxLength: 20 }));

function queried({ name, schema }: Parameter, known: Known): fc.Arbitrary<[string, string]> {
  const value = fc.oneof(
    { weight: 3, arbitrary: wellFormed(schema, name, known).map(String) },
    { weight: 2, arbitrary: hostileText },
  );
  const written = fc.constantFrom(name, name, name, `${name}[]`, `${name}[x]`);
  return fc.tuple(written, value);
}

type Path = readonly (string | number)[];

/** Where a fault can be put in: every field of every object, every item of every list, and the whole. */
function placesIn(value: unknown, at: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, key]))];
}

interface Fault {
  readonly place: number;
  readonly kind: 'replaced' | 'missing' | 'added' | 'prototype';
  readonly value: unknown;
}

const faults = fc.array(
  fc.record<Fault>({
    place: fc.nat({ max: 1_000 }),
    kind: fc.constantFrom('replaced', 'replaced', 'replaced', 'missing', 'added', 'prototype'),
    value: hostile,
  }),
  { maxLength: 2, size: 'max' },
);

function withFault(body: unknown, { place, kind, value }: Fault): unknown {
  const places = placesIn(body);
  const path = places[place % places.length] ?? [];
  return changed(body, path, (old) => {
    if (kind === 'missing') return undefined;
    if (kind === 'replaced' || old === null || typeof old !== 'object') return value;
    const name = kind === 'added' ? 'officeId' : '__proto__';
    return Object.defineProperty({ ...old }, name, { value, enumerable: true });
  });
}

function changed(value: unknown, [key, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = changed(copy[key], rest, change);
  return copy;
}

function bodyOf({ body: schema }: Operation, known: Known): fc.Arbitrary<string | undefined> {
  if (schema === null) return fc.constantFrom(undefined, undefined, undefined, '{}', 'null', '[]', '{"id":1}');
  return fc.tuple(wellFormed(schema, '', known), faults).map(([value, all]) => {
    const text = JSON.stringify(all.reduce(withFault, value)) as string | undefined;
    return text?.replaceAll(`"${hugeNumber}"`, '1e309');
  });
}

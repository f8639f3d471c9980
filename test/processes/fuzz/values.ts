import fc from 'fast-check';
import { registrationOf } from '../../factories/invented-person.mjs';
import type { Schema } from './api-document.js';
import type { Known } from './office.js';

/** Stands for a number that JSON may hold and no number type can. */
export const hugeNumber = '<1e309>';

/** What nobody sends who means well, and what tools of attackers send first. */
export const hostileTexts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202egnirts\u202c',
  '\u200b',
  'e\u0301'.repeat(60),
  '👨‍👩‍👧‍👦'.repeat(40),
  '１２３４５６７８９０１２３４５６',
  'x'.repeat(3_000),
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-1',
  '9007199254740993',
  '0000-00-00',
  '2026-02-30',
  '2026-02-30T25:61:61+99:99',
  '+275760-09-13T00:00:00.001Z',
  "' OR 1=1 --",
  '"; DROP TABLE registrations; --',
  '%_\\%',
  '{{constructor.constructor}}',
  '=HYPERLINK("http://evil.example")',
  'a@b.example\r\nBcc: c@d.example',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  '0190a1b2-0000-7000-8000-000000000000',
] as const;

const hostileValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  hugeNumber,
  [],
  [null],
  ['a', 'a'],
  [[[]]],
  {},
  { length: 1e9 },
  { toString: 1, valueOf: null },
  { $ne: null },
  { constructor: { prototype: { polluted: true } } },
  Array.from({ length: 500 }, (_, index) => index),
];

export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.constantFrom(...hostileValues),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

const day = 24 * 60 * 60 * 1000;
const now = Date.now();
const person = (number: number) =>
  registrationOf(number) as unknown as Record<'participant' | 'enterprise', Record<string, unknown>>;

/** What a form of Bina's would send, by the name of the field. */
function sensible(name: string, known: Known): fc.Arbitrary<unknown> | null {
  const people = Array.from({ length: 40 }, (_, index) => person(index + 1));
  const own = people.map(({ participant, enterprise }) => ({ ...enterprise, ...participant })[name]);
  if (own[0] !== undefined) return fc.constantFrom(...own);
  const words: Readonly<Record<string, readonly unknown[]>> = {
    consent: [true],
    ticket: known.tickets ?? [],
    timeZone: ['Asia/Makassar', 'Asia/Jakarta'],
    fiscalYear: [2025, 2026],
    lessonHours: [1, 4],
    minimumAttendance: [0, 75, 100],
    lateAfterMinutes: [0, 15],
    capacity: [1, 30],
    venueSeats: [40],
    weight: [1, 50],
    from: [18],
    to: [60],
    months: [12, null],
    version: [0, 1],
    limit: ['1', '50'],
    phoneLast4: ['0007'],
    certificateNumberPattern: ['{seq}/{kind}/{year}'],
    signatoryNip: ['19700101 199503 1 999'],
  };
  return words[name] === undefined ? null : fc.constantFrom(...words[name]);
}

/** `partnerIds` are of `partners`, `after` may be of anything. */
function idsFor(name: string, known: Known): string[] {
  const noun = name.replace(/Ids?$/, '');
  const own = Object.entries(known).find(([word]) => word.startsWith(noun.slice(0, 5)))?.[1];
  return own === undefined ? Object.values(known).flat() : [...own];
}

/** A value of the schema, as a rule one that the use case behind it accepts. */
export function wellFormed(
  schema: Schema,
  name: string,
  known: Known,
  fields: 'all' | 'some' = 'some',
): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const likely = sensible(name, known);
  if (likely !== null) return likely;
  if (schema.format === 'uuid') return fc.constantFrom(...idsFor(name, known));
  if (schema.format === 'date-time') {
    const [min, max] = /^(ends|registrationCloses)/.test(name) ? [6, 20] : [-20, 5];
    return fc.integer({ min, max }).map((days) => new Date(now + days * day).toISOString());
  }
  if (schema.type === 'object') return wellFormedObject(schema, known, fields);
  if (schema.type === 'array') return listOf(schema, name, known, fields);
  return plain(schema);
}

function plain({ type }: Schema): fc.Arbitrary<unknown> {
  if (type === 'number') return fc.integer({ min: 0, max: 100 });
  if (type === 'boolean') return fc.boolean();
  return fc.constantFrom('Kemasan', 'Hj. Siti Rahmah, S.E.', '=1+1', 'Rahmah & Søn “x” {{nama}}', 'سيتي 😀');
}

function listOf(
  { items = {}, uniqueItems }: Schema,
  name: string,
  known: Known,
  some: 'all' | 'some',
): fc.Arbitrary<unknown> {
  const lengths = { minLength: 1, maxLength: 3 };
  const item = wellFormed(items, name, known, some);
  return uniqueItems === true ? fc.uniqueArray(item, lengths) : fc.array(item, lengths);
}

function wellFormedObject(schema: Schema, known: Known, some: 'all' | 'some'): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]) => [name, wellFormed(field, name, known, some)] as const,
  );
  const model = Object.fromEntries(fields);
  const required = fields.map(([name]) => name).filter((name) => schema.required?.includes(name) || name === 'consent');
  return some === 'all' ? fc.record(model) : fc.record(model, { requiredKeys: required });
}

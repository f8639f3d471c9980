import type { Type } from '@nestjs/common';
import type { FieldPlan } from '../http/form-fields.js';
import { statusOfProblem } from '../http/problem-status.js';
import { validationPipe } from '../http/validation.js';
import { instantAt, inZone, isDay } from '../kernel/dates.js';
import { Busy, InvalidInput, Refusal, type Problem } from '../kernel/problems.js';

/** What came with a form: flat names; ticked boxes of one name are joined by commas. */
export type Typed = Readonly<Record<string, string>>;

export type Attempt<T> = { readonly value: T } | { readonly problem: Problem };

const longestTyped = 20_000;
const pipe = validationPipe();

export function typedOf(sent: unknown): Typed {
  const entries = Object.entries((sent ?? {}) as Record<string, unknown>).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join(',') : value;
    return typeof text === 'string' && text.length <= longestTyped ? [[name, text.trim()] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** The body that the API would take, by the API's own rules. Throws `InvalidInput`. */
export function readBody<T extends object>(body: Type<T>, plain: Readonly<Record<string, unknown>>): Promise<T> {
  return pipe.transform({ ...plain }, { type: 'body', metatype: body }) as Promise<T>;
}

/**
 * The change that the API would take. A form shows all fields, so one that was emptied is no field left out: what is
 * required is asked for. Throws `InvalidInput`.
 */
export async function readChange<T extends object>(
  body: Type<T>,
  plain: Readonly<Record<string, unknown>>,
  { plans, typed }: { readonly plans: readonly FieldPlan[]; readonly typed: Typed },
): Promise<T> {
  const blank = plans.filter(({ name, required = false }) => required && (typed[name] ?? '') === '');
  const missing = blank.map(({ name }) => ({ field: name, code: 'required' }));
  const read = await attempt(() => readBody(body, plain));
  if ('value' in read && missing.length === 0) return read.value;
  const faults = 'problem' in read && read.problem instanceof InvalidInput ? read.problem.errors : [];
  const others = faults.filter(({ field }) => blank.every(({ name }) => name !== field));
  throw new InvalidInput([...missing, ...others]);
}

/** A whole number, or the text as it was typed, for the rule of its field to refuse. */
export function numberIn(text: string | undefined): number | string | undefined {
  if (text === undefined || text === '') return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

export function listIn(text: string | undefined): string[] {
  return (text ?? '').split(',').filter((word) => word !== '');
}

/** What `datetime-local` sends, in a zone, as ISO 8601; any other text stays for its field to refuse. */
export function instantIn(zone: string, text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  const [day = '', time = ''] = text.split('T');
  return isDay(day) && /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? instantAt(zone, day, time).toISOString() : text;
}

/** What `datetime-local` shows of an instant. */
export function localTime(zone: string, instant: string): string {
  return inZone(zone, new Date(instant)).toFormat("yyyy-MM-dd'T'HH:mm");
}

/** Does what a form asks for; what its reader can mend is answered, everything else is thrown. */
export async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof InvalidInput || error instanceof Refusal || error instanceof Busy) return { problem: error };
    throw error;
  }
}

/** Of the page that a form is shown on again. */
export function statusOf(problem: Problem | null): number {
  return problem === null ? 200 : statusOfProblem(problem);
}

import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  Max,
  Min,
  registerDecorator,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { isDay } from '../kernel/dates.js';
import { parseEmail } from '../kernel/email-address.js';
import { parseName } from '../kernel/person-name.js';
import { parsePhone } from '../kernel/phone.js';
import { cleanText } from '../kernel/plain-text.js';
import type { ProblemParams } from '../kernel/problems.js';
import { regions } from '../kernel/regions.js';

/** The outcome of reading one text. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly params?: ProblemParams };

export interface Presence {
  /** May be left out, null or empty; it is then `undefined`. */
  readonly optional?: boolean;
  /** May be left out, which leaves it as it is; null or empty empties it: it is then `null`. */
  readonly clearable?: boolean;
}

/** The rule's name under which `validation.ts` finds code and parameters. */
export const readingRule = 'reading';

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** May be left out; `null` is no way to leave it out. For lists and groups of fields. */
export function Optional(): PropertyDecorator {
  return ValidateIf((_, value: unknown) => value !== undefined);
}

function presence({ optional = false, clearable = false }: Presence): PropertyDecorator {
  if (clearable) return ValidateIf((_, value: unknown) => value !== undefined && value !== null);
  return optional ? Optional() : () => undefined;
}

/** A text that `read` understands; the object then holds what it was read as. */
export function ReadField<T>(read: (text: string) => Reading<T>, options: Presence = {}): PropertyDecorator {
  const transform = ({ value }: { value: unknown }): unknown => {
    if (isBlank(value)) return options.clearable === true && value !== undefined ? null : undefined;
    if (typeof value !== 'string') return value;
    const reading = read(value);
    return reading.ok ? reading.value : value;
  };
  return applyDecorators(presence(options), Transform(transform), isReadable(read));
}

function isReadable<T>(read: (text: string) => Reading<T>): PropertyDecorator {
  const complaint = (value: unknown): { code: string; params?: ProblemParams } | null => {
    if (value === undefined) return { code: 'required' };
    if (value instanceof Date) return null;
    if (typeof value !== 'string') return { code: 'not_text' };
    const reading = read(value);
    return reading.ok ? null : reading;
  };
  return (target, property) => {
    registerDecorator({
      name: readingRule,
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => complaint(value) === null,
        defaultMessage: (context) => JSON.stringify(complaint(context?.value)),
      },
    });
  };
}

/** One line of text in NFC of at most `max` characters; with `lines: 'many'`, several. */
export function TextField(
  options: Presence & { readonly max: number; readonly lines?: 'one' | 'many' },
): PropertyDecorator {
  const { max, lines = 'one' } = options;
  return ReadField((text) => {
    const reading = cleanText(text, { maxLength: max, lines });
    return reading.ok ? { ok: true, value: reading.text } : reading;
  }, options);
}

/** A person's name, titles included. */
export function NameField(options: Presence = {}): PropertyDecorator {
  return ReadField((text) => {
    const reading = parseName(text);
    return reading.ok ? { ok: true, value: reading.name } : reading;
  }, options);
}

/** An Indonesian mobile number, read as E.164. */
export function PhoneField(options: Presence = {}): PropertyDecorator {
  return ReadField((text) => {
    const reading = parsePhone(text);
    return reading.ok ? { ok: true, value: reading.phone } : reading;
  }, options);
}

export function EmailField(options: Presence = {}): PropertyDecorator {
  return ReadField((text) => {
    const reading = parseEmail(text);
    return reading.ok ? { ok: true, value: reading.email } : reading;
  }, options);
}

/** The code of a kabupaten/kota, as in `63.71`. */
export function RegencyField(options: Presence = {}): PropertyDecorator {
  return ReadField(
    (code) =>
      regions.isRegency(code.trim()) ? { ok: true, value: code.trim() } : { ok: false, code: 'regency_unknown' },
    options,
  );
}

const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** ISO 8601 with an offset, between the years 2000 and 2100; read as a `Date`. */
export function InstantField(options: Presence = {}): PropertyDecorator {
  return ReadField<Date>((text) => {
    const instant = new Date(text);
    const sound = instantForm.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(instant.getTime());
    const year = sound ? instant.getUTCFullYear() : 0;
    return year >= 2000 && year <= 2100 ? { ok: true, value: instant } : { ok: false, code: 'not_instant' };
  }, options);
}

/** A day of the calendar, `YYYY-MM-DD`. */
export function DayField(options: Presence = {}): PropertyDecorator {
  return ReadField((text) => (isDay(text) ? { ok: true, value: text } : { ok: false, code: 'not_day' }), options);
}

function blankIsMissing(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (isBlank(value) ? undefined : value));
}

/** A group of fields, as `type` describes it. `ValidateNested` alone would let a list through unread. */
export function GroupOf(type: () => new () => object): PropertyDecorator {
  return applyDecorators(IsObject(), ValidateNested(), Type(type));
}

/** A list of such groups; beside it stands what the list itself must be. */
export function GroupsOf(type: () => new () => object): PropertyDecorator {
  return applyDecorators(IsObject({ each: true }), ValidateNested({ each: true }), Type(type));
}

/** One of a few words. */
export function WordField(words: readonly string[], options: Presence = {}): PropertyDecorator {
  return applyDecorators(blankIsMissing(), presence(options), IsIn([...words]));
}

/** `IsInt` stands last: of several complaints `validation.ts` tells that of the last. */
export function WholeNumberField(
  options: Presence & { readonly min: number; readonly max: number },
): PropertyDecorator {
  return applyDecorators(presence(options), Min(options.min), Max(options.max), IsInt());
}

export function YesNoField(options: Presence = {}): PropertyDecorator {
  return applyDecorators(presence(options), IsBoolean());
}

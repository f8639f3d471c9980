import { ValidationPipe } from '@nestjs/common';
import * as transformerPackage from 'class-transformer';
import * as validatorPackage from 'class-validator';
import type { ValidationError } from 'class-validator';
import { InvalidInput, type FieldError } from '../kernel/problems.js';
import { readingRule } from './fields.js';
import { keepRulesAtHand } from './rules-at-hand.js';

keepRulesAtHand();

/** Codes of class-validator's own rules; our own decorators give theirs by `context.code`. */
const codes: Readonly<Record<string, string>> = {
  isString: 'not_text',
  isInt: 'not_whole_number',
  isNumber: 'not_number',
  isBoolean: 'not_yes_or_no',
  isArray: 'not_list',
  isObject: 'not_object',
  nestedValidation: 'not_object',
  isIn: 'not_allowed',
  isEnum: 'not_allowed',
  isUuid: 'not_id',
  min: 'too_small',
  max: 'too_large',
  minLength: 'too_short',
  maxLength: 'too_long',
  isLength: 'too_long',
  arrayMinSize: 'too_few',
  arrayMaxSize: 'too_many',
  arrayUnique: 'not_unique',
  isISO8601: 'not_instant',
  isDefined: 'required',
  isNotEmpty: 'required',
  equals: 'not_allowed',
};

interface RuleContext {
  readonly code?: string;
}

const mostErrors = 20;

/** Field errors with dotted names, nested ones included; at most twenty, so that a wide body has a short answer. */
export function fieldErrors(errors: readonly ValidationError[], prefix = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = `${prefix}${error.property.slice(0, 60)}`;
    const own = error.constraints === undefined ? [] : [{ field, ...complaint(error) }];
    return [...own, ...fieldErrors(error.children ?? [], `${field}.`)];
  });
}

function complaint(error: ValidationError): Pick<FieldError, 'code' | 'params'> {
  const rules = error.constraints ?? {};
  if (rules.whitelistValidation !== undefined) return { code: 'unknown_field' };
  if (isMissing(error.value)) return { code: 'required' };
  if (rules[readingRule] !== undefined) return JSON.parse(rules[readingRule]) as { code: string };
  const rule = Object.keys(rules).at(-1) ?? '';
  const context = error.contexts?.[rule] as RuleContext | undefined;
  return { code: context?.code ?? codes[rule] ?? 'not_valid' };
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/**
 * Every body and query is a class; unknown fields are refused, nothing is converted silently. The libraries are handed
 * over: looked up by name, a bundle has them in another form.
 */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    validatorPackage,
    transformerPackage,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: false,
    validationError: { target: false, value: true },
    exceptionFactory: (errors) => new InvalidInput(fieldErrors(errors).slice(0, mostErrors)),
  });
}

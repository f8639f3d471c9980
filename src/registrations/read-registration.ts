import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { fieldErrors } from '../http/validation.js';
import { nikWarnings, type Nik } from '../kernel/nik.js';
import { InvalidInput, Unreadable, type FieldError } from '../kernel/problems.js';
import type { ParticipantBody, RegistrationBody } from './registration.dto.js';
import type { RegistrationWarning } from './registration.entity.js';
import { leftOpen, readNik, requirementErrors, type AskingProgram } from './requirements.js';

export interface ReadRegistration<Body extends RegistrationBody> {
  readonly body: Body;
  readonly nik: Nik | null;
  readonly warnings: readonly RegistrationWarning[];
}

const mostErrors = 20;

/**
 * Reads what somebody typed for a program, as JSON or from a form. All that is wrong is told at once, by shape and by
 * the program's requirements. Throws `InvalidInput`, or `Unreadable` for what is no group of fields.
 */
export async function readRegistration<Body extends RegistrationBody>(
  type: new () => Body,
  raw: unknown,
  program: AskingProgram,
  today: Date,
): Promise<ReadRegistration<Body>> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new Unreadable('malformed_request');
  const body = plainToInstance(type, raw);
  const shape = fieldErrors(await validate(body, { whitelist: true, forbidNonWhitelisted: true }));
  const nik = readNik((body as Partial<Body>).participant?.nik, program, today);
  const errors = onePerField([
    ...shape,
    ...('error' in nik ? [nik.error] : []),
    ...requirementErrors(body, program, today),
  ]);
  if ('error' in nik || errors.length > 0) throw new InvalidInput(errors.slice(0, mostErrors));
  const doubts = nik.nik === null ? [] : warningsOf(nik.nik, body.participant);
  return { body, nik: nik.nik, warnings: [...doubts, ...leftOpen(body, program)] };
}

/** A field is told once; those of a group that is missing as a whole are not told again. */
export function onePerField(errors: readonly FieldError[]): FieldError[] {
  const told = new Map<string, FieldError>();
  for (const error of errors) {
    const group = error.field.split('.')[0] ?? '';
    if (!told.has(error.field) && !told.has(group)) told.set(error.field, error);
  }
  return [...told.values()];
}

export function warningsOf(
  nik: Nik,
  { birthDate, gender }: Pick<ParticipantBody, 'birthDate' | 'gender'>,
): RegistrationWarning[] {
  return nikWarnings(nik, { gender, ...(birthDate === undefined ? {} : { birthDate }) });
}

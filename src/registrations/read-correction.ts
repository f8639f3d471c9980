import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { fieldErrors } from '../http/validation.js';
import { InvalidInput, Unreadable } from '../kernel/problems.js';
import { CorrectionBody } from './correction.dto.js';
import type { Correctable } from './correction.rules.js';
import { enterpriseDetails } from './prepare-enrolment.js';
import { onePerField } from './read-registration.js';
import { requirementErrors, type AskingProgram } from './requirements.js';

/** Asked for once, when somebody registers. */
const notCorrected = new Set(['participant.birthDate', 'participant.nik', 'consent']);

/** Reads what somebody corrected for a program. Throws `InvalidInput` with all that is wrong, or `Unreadable`. */
export async function readCorrection(raw: unknown, program: AskingProgram, today: Date): Promise<Correctable> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new Unreadable('malformed_request');
  const body = plainToInstance(CorrectionBody, raw);
  const shape = fieldErrors(await validate(body, { whitelist: true, forbidNonWhitelisted: true }));
  const missing = requirementErrors(body, program, today).filter(({ field }) => !notCorrected.has(field));
  const errors = onePerField([...shape, ...missing]);
  if (errors.length > 0) throw new InvalidInput(errors);
  const { name, gender, phone, email, regencyCode, address } = body.participant;
  const enterprise = body.enterprise ?? null;
  return {
    ...{ name, gender, phone, regencyCode },
    email: email ?? null,
    address: address ?? null,
    role: body.role ?? null,
    enterprise: enterprise === null ? null : enterpriseDetails(enterprise),
  };
}

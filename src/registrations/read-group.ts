import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { fieldErrors } from '../http/validation.js';
import { InvalidInput, Unreadable, type FieldError } from '../kernel/problems.js';
import { GroupRegistrationBody, type GroupMemberBody } from './group-registration.dto.js';
import { onePerField, warningsOf, type ReadRegistration } from './read-registration.js';
import type { RegistrationBody } from './registration.dto.js';
import { readNik, requirementErrors, type AskingProgram } from './requirements.js';

const mostErrors = 20;

/**
 * Reads a group as one registration each, in the order given; they share one and the same enterprise object. What is
 * wrong is told at the person and the field: `participants.2.nik`. Throws `InvalidInput`, or `Unreadable` for what is
 * no group of fields.
 */
export async function readGroup(
  raw: unknown,
  program: AskingProgram,
  today: Date,
): Promise<ReadRegistration<RegistrationBody>[]> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new Unreadable('malformed_request');
  const body = plainToInstance(GroupRegistrationBody, raw);
  const shape = fieldErrors(await validate(body, { whitelist: true, forbidNonWhitelisted: true }));
  const people = peopleOf(body).map((member, index) => readMember(member, { index, body, program, today }));
  const errors = onePerField([
    ...shape,
    ...kindErrors(body),
    ...people.flatMap((member) => member.errors),
    ...(body.consent === true ? [] : [{ field: 'consent', code: 'consent_required' }]),
  ]);
  if (errors.length > 0) throw new InvalidInput(errors.slice(0, mostErrors));
  return people.map(({ read }) => read);
}

/** Whatever came that has fields at all. */
function peopleOf({ participants }: Partial<GroupRegistrationBody>): GroupMemberBody[] {
  if (!Array.isArray(participants)) return [];
  return participants.filter((member: unknown) => typeof member === 'object' && member !== null);
}

interface Place {
  readonly index: number;
  readonly body: GroupRegistrationBody;
  readonly program: AskingProgram;
  readonly today: Date;
}

function readMember(member: GroupMemberBody, { index, body, program, today }: Place) {
  const { role, ...participant } = member;
  const one: RegistrationBody = {
    participant,
    enterprise: body.enterprise,
    consent: true,
    ...(role === undefined ? {} : { role }),
  };
  const reading = readNik(participant.nik, program, today);
  const nik = 'error' in reading ? null : reading.nik;
  const errors = [...('error' in reading ? [reading.error] : []), ...requirementErrors(one, program, today)];
  return {
    errors: errors.flatMap((error) => placed(error, index)),
    read: { body: one, nik, warnings: nik === null ? [] : warningsOf(nik, participant) },
  };
}

/** The field as the group names it. */
function placed(error: FieldError, index: number): FieldError[] {
  const own = /^participant\.(.+)$/.exec(error.field)?.[1];
  if (own !== undefined) return [{ ...error, field: `participants.${index}.${own}` }];
  const ofRole = error.field === 'role' || error.field === 'enterprise.kind';
  return ofRole ? [{ ...error, field: `participants.${index}.role` }] : [error];
}

function kindErrors({ enterprise }: Partial<GroupRegistrationBody>): FieldError[] {
  return enterprise?.kind === 'umkm' ? [{ field: 'enterprise.kind', code: 'group_needs_cooperative' }] : [];
}

import { parseNik, type Nik } from '../kernel/nik.js';
import type { FieldError } from '../kernel/problems.js';
import type { Program, RequirableField } from '../programs/program.entity.js';
import type { RegistrationBody, StaffRegistrationBody } from './registration.dto.js';
import type { ParticipantRole, RegistrationWarning } from './registration.entity.js';

/** What decides about the fields that a registrant must fill. */
export type AskingProgram = Pick<Program, 'kind' | 'requiredFields'>;

/** A dialog is an open meeting without certificate or payment: it asks for no NIK and no enterprise. */
function isOpenMeeting({ kind }: AskingProgram): boolean {
  return kind === 'dialog';
}

/** The number, null when none was given, or what is wrong with it. `today` in UTC. */
export function readNik(
  nik: unknown,
  program: AskingProgram,
  today: Date,
): { readonly nik: Nik | null } | { readonly error: FieldError } {
  const field = 'participant.nik';
  if (typeof nik !== 'string') return isOpenMeeting(program) ? { nik: null } : { error: { field, code: 'required' } };
  const reading = parseNik(nik, today);
  if (reading.ok) return { nik: reading.nik };
  const { code } = reading;
  return { error: 'params' in reading ? { field, code, params: reading.params } : { field, code } };
}

const oldestBirthYear = 1900;

const places: Readonly<Record<RequirableField, { readonly field: string; readonly code: string }>> = {
  nib: { field: 'enterprise.nib', code: 'nib_required' },
  email: { field: 'participant.email', code: 'required' },
  address: { field: 'participant.address', code: 'required' },
  birthDate: { field: 'participant.birthDate', code: 'required' },
};

/**
 * What is missing or contradictory beyond the shape of the fields: who registers as what must name it, the program's
 * own fields, the consent. The source of what each asks for is the office's field catalogue.
 */
export function requirementErrors(body: RegistrationBody, program: AskingProgram, today: Date): FieldError[] {
  return [
    ...birthErrors(body, today),
    ...(isAtTheDoor(body) ? [] : missingFields(body, program.requiredFields)),
    ...(isOpenMeeting(program) ? [] : enterpriseErrors(body)),
    ...(body.consent === true ? [] : [{ field: 'consent', code: 'consent_required' }]),
    ...seatErrors(body),
  ];
}

/** Nobody is kept at the door for want of a form: what the program asks for besides is noted and made up for later. */
export function leftOpen(body: RegistrationBody, { requiredFields }: AskingProgram): RegistrationWarning[] {
  return isAtTheDoor(body)
    ? missingFields(body, requiredFields).map(({ field }) => ({ field, code: 'left_open' }))
    : [];
}

type FromStaff = Partial<Pick<StaffRegistrationBody, 'channel' | 'seat' | 'seatReason'>>;

function isAtTheDoor(body: RegistrationBody & FromStaff): boolean {
  return body.channel === 'walk_in';
}

function seatErrors({ seat, seatReason }: RegistrationBody & FromStaff): FieldError[] {
  return seat === 'extra' && seatReason === undefined ? [{ field: 'seatReason', code: 'required' }] : [];
}

function given(body: Partial<RegistrationBody>, field: RequirableField): unknown {
  return field === 'nib' ? body.enterprise?.nib : body.participant?.[field];
}

/** The NIB is asked of those who stand for an enterprise; who has no business yet has none and is exempt. */
function isAsked(field: RequirableField, { enterprise }: RegistrationBody): boolean {
  return field !== 'nib' || (enterprise !== undefined && enterprise !== null);
}

function missingFields(body: RegistrationBody, required: readonly RequirableField[]): FieldError[] {
  return required
    .filter((field) => isAsked(field, body) && given(body, field) === undefined)
    .map((field) => places[field]);
}

function birthErrors(body: Partial<RegistrationBody>, today: Date): FieldError[] {
  const birthDate: unknown = body.participant?.birthDate;
  if (typeof birthDate !== 'string') return [];
  const sound = birthDate <= today.toISOString().slice(0, 10) && Number(birthDate.slice(0, 4)) >= oldestBirthYear;
  return sound ? [] : [{ field: 'participant.birthDate', code: 'birth_date_implausible' }];
}

const kindsOfRoles: Readonly<Partial<Record<ParticipantRole, 'umkm' | 'cooperative'>>> = {
  owner: 'umkm',
  board: 'cooperative',
  supervisor: 'cooperative',
  member: 'cooperative',
};

/** An owner names the UMKM, a cooperative's people the cooperative; who has no business yet (`aspiring`) names none. */
function enterpriseErrors({ role, enterprise }: RegistrationBody): FieldError[] {
  if (role === 'aspiring') return [];
  if (enterprise === undefined || enterprise === null) {
    return role === undefined
      ? ['enterprise', 'role'].map((field) => ({ field, code: 'enterprise_or_role' }))
      : [{ field: 'enterprise', code: 'required' }];
  }
  const expected = role === undefined ? undefined : kindsOfRoles[role];
  return expected === undefined || enterprise.kind === expected
    ? []
    : [{ field: 'enterprise.kind', code: `role_needs_${expected}` }];
}

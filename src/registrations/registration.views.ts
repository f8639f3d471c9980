import type { Enterprise } from '../participants/enterprise.entity.js';
import type { Participant } from '../participants/participant.entity.js';
import type { PublicBatchDetail } from '../programs/public-batch.views.js';
import type { Registration, RegistrationWarning } from './registration.entity.js';
import type { RegistrationStatus } from './registration.rules.js';

/** The answer to whoever registered. */
export interface RegisteredView {
  readonly id: string;
  readonly code: string;
  readonly status: RegistrationStatus;
  /** In the waiting list, from 1. */
  readonly position?: number;
  readonly manageUrl: string;
  readonly warnings: readonly RegistrationWarning[];
}

export function registeredJson(
  { id, code, status, warnings }: Registration,
  position: number | null,
  manageUrl: string,
): RegisteredView {
  return { id, code, status, ...positionJson(position), manageUrl, warnings };
}

/** The answer to whoever registered a group. */
export interface GroupRegisteredView {
  readonly id: string;
  /** A page with the links of all of them. */
  readonly groupUrl: string;
  /** In the order in which they were sent. */
  readonly registrations: readonly RegisteredView[];
}

/** What the holder of a group's link sees. */
export interface OwnGroupView {
  readonly batch: PublicBatchDetail;
  readonly registrations: readonly (RegisteredView & { readonly name: string })[];
}

/** What the holder of the manage link sees. */
export interface OwnRegistrationView {
  readonly code: string;
  readonly status: RegistrationStatus;
  readonly position?: number;
  readonly reason: string | null;
  readonly participant: { readonly name: string };
  readonly batch: PublicBatchDetail;
  /** What the QR code at the door holds; once confirmed. */
  readonly ticket?: string;
  readonly warnings: readonly RegistrationWarning[];
}

export interface OwnParts {
  readonly position: number | null;
  readonly batch: PublicBatchDetail;
  readonly ticket: string;
}

export function ownRegistrationJson(registration: Registration, parts: OwnParts): OwnRegistrationView {
  const { code, status, name, reason, warnings } = registration;
  return {
    code,
    status,
    ...positionJson(parts.position),
    reason,
    participant: { name },
    batch: parts.batch,
    ...(status === 'confirmed' ? { ticket: parts.ticket } : {}),
    warnings,
  };
}

export interface EnterpriseView {
  readonly kind: string;
  readonly name: string;
  readonly nib: string | null;
  readonly cooperativeNumber: string | null;
  readonly sector: string | null;
  readonly scale: string | null;
  readonly regencyCode: string | null;
}

/** A line of the list as the door needs it. */
export interface ListedRegistrationView {
  readonly id: string;
  readonly batchId: string;
  readonly code: string;
  readonly status: RegistrationStatus;
  readonly position?: number;
  readonly name: string;
  readonly regencyCode: string | null;
}

/** What an organiser sees of a registration. */
export interface RegistrationView extends ListedRegistrationView {
  readonly sequence: number;
  readonly channel: string;
  /** `6371************`. */
  readonly nik: string | null;
  readonly gender: string | null;
  readonly birthDate: string | null;
  readonly phone: string;
  readonly email: string | null;
  readonly address: string | null;
  readonly role: string | null;
  readonly enterprise: EnterpriseView | null;
  readonly warnings: readonly RegistrationWarning[];
  readonly reason: string | null;
  readonly createdAt: string;
  readonly statusChangedAt: string;
}

export function listedRegistrationJson(registration: Registration, position: number | null): ListedRegistrationView {
  const { id, batchId, code, status, name, regencyCode } = registration;
  return { id, batchId, code, status, ...positionJson(position), name, regencyCode };
}

export interface RegistrationParts {
  readonly participant: Participant;
  readonly maskedNik: string | null;
  readonly enterprise: Enterprise | null;
  readonly position: number | null;
}

export function registrationJson(registration: Registration, parts: RegistrationParts): RegistrationView {
  const { sequence, channel, gender, phone, email, address, role, warnings, reason } = registration;
  return {
    ...listedRegistrationJson(registration, parts.position),
    sequence,
    channel,
    nik: parts.maskedNik,
    gender,
    birthDate: parts.participant.birthDate,
    phone,
    email,
    address,
    role,
    enterprise: parts.enterprise === null ? null : enterpriseJson(parts.enterprise),
    warnings,
    reason,
    createdAt: registration.createdAt.toISOString(),
    statusChangedAt: registration.statusChangedAt.toISOString(),
  };
}

function enterpriseJson(enterprise: Enterprise): EnterpriseView {
  const { kind, name, nib, cooperativeNumber, sector, scale, regencyCode } = enterprise;
  return { kind, name, nib, cooperativeNumber, sector, scale, regencyCode };
}

function positionJson(position: number | null): { position?: number } {
  return position === null ? {} : { position };
}

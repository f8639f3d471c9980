import type { Row } from '../database/rows.js';
import type { AuditActor } from '../identity/audit.js';
import type { Applicant } from '../participants/keep-applicant.js';
import type { Batch } from '../programs/batch.entity.js';
import type { GivenConsent } from './consent-notices.js';
import type { SeatDecision } from './move-registration.js';
import type { Registration } from './registration.entity.js';
import type { Registrant } from './registration.rules.js';

/** What the registrant told of herself for this batch. */
export type RegistrationAnswers = Pick<
  Row<Registration>,
  'name' | 'gender' | 'phone' | 'email' | 'regencyCode' | 'address' | 'role' | 'channel' | 'locale' | 'warnings'
>;

/** Somebody who is about to be registered. */
export interface Enrolment {
  readonly batchId: string;
  readonly applicant: Applicant;
  readonly answers: RegistrationAnswers;
  readonly consent: GivenConsent;
  readonly seat: Omit<SeatDecision, 'actor'>;
  readonly by: AuditActor;
  /** Throws when the batch, as it is once it is locked, takes no registration of this kind. */
  readonly requireOpen: (batch: Batch) => void;
}

/** Those who register for a batch in one go: all of them get a seat, or none. */
export type Members = readonly [Enrolment, ...Enrolment[]];

/** As quotas look at somebody who wants to come. */
export function registrantOf({ answers, applicant }: Enrolment): Registrant {
  const { regencyCode, gender } = answers;
  return { regencyCode, gender, enterpriseKind: applicant.enterprise?.kind ?? null };
}

import type { FieldError } from '../../kernel/problems.js';
import { consentManners } from '../../registrations/consent.entity.js';
import type { Typed } from '../console-forms.js';

/** Who says how the person agreed says that she did. */
export function consentOf({ consentManner }: Typed): Readonly<Record<string, unknown>> {
  return consentManners.some((word) => word === consentManner) ? { consent: true, consentManner } : {};
}

/** The fault of a consent that is missing, at the field where it is given. */
export function atConsent(errors: readonly FieldError[]): FieldError[] {
  return errors.map((error) => (error.field === 'consent' ? { ...error, field: 'consentManner' } : error));
}

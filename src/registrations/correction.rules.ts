import type { EnterpriseDetails } from '../participants/record-enterprise.js';
import type { Registration, RegistrationWarning } from './registration.entity.js';

/** What a registrant may correct: not the NIK, not the batch. */
export type Correctable = Pick<
  Registration,
  'name' | 'gender' | 'phone' | 'email' | 'regencyCode' | 'address' | 'role'
> & { readonly enterprise: EnterpriseDetails | null };

/** Told in the audit as they are: words and codes that stand for many. What else changed stays a keyed hash. */
const plainFields = new Set([
  'gender',
  'regencyCode',
  'role',
  'enterprise.kind',
  'enterprise.sector',
  'enterprise.scale',
  'enterprise.regencyCode',
]);

export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Whether the values name nobody. */
  readonly plain: boolean;
}

/** The fields that differ, by dotted name. */
export function changedFields(before: Correctable, after: Correctable): FieldChange[] {
  const [old, now] = [flat(before), flat(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({
      field,
      before: old.get(field) ?? null,
      after: now.get(field) ?? null,
      plain: plainFields.has(field),
    }))
    .filter((change) => change.before !== change.after);
}

function flat({ enterprise, ...own }: Correctable): Map<string, string | null> {
  const ofEnterprise = Object.entries(enterprise ?? {}).map(([name, value]) => [`enterprise.${name}`, value] as const);
  return new Map<string, string | null>([...Object.entries(own), ...ofEnterprise]);
}

const genderWarning: RegistrationWarning = { field: 'participant.gender', code: 'nik_gender_mismatch' };

/** A NIK tells one of two genders: who changes hers now agrees with it if she did not, and the other way round. */
export function warningsAfter(
  warnings: readonly RegistrationWarning[],
  { genderChanged, hasNik }: { readonly genderChanged: boolean; readonly hasNik: boolean },
): readonly RegistrationWarning[] {
  if (!genderChanged || !hasNik) return warnings;
  const others = warnings.filter(({ code }) => code !== genderWarning.code);
  return others.length < warnings.length ? others : [...warnings, genderWarning];
}

import type { FieldPlan } from '../http/form-fields.js';
import { displayPhone } from '../kernel/phone.js';
import type { OwnDetailsView } from './own-details.js';
import { firstStep, secondStep, under, type Asking, type Typed } from './registration-form.js';

type Told = Pick<OwnDetailsView, 'participant' | 'enterprise' | 'role'>;

/** Asked for once, when somebody registers. */
const kept = new Set(['participant.nik', 'participant.birthDate', 'who']);

/** What was asked, on one screen. */
export function correctionPlans(
  asking: Asking,
  { enterprise }: Pick<Told, 'enterprise'>,
  text: (key: string) => string,
): FieldPlan[] {
  return [...firstStep(asking, text), ...secondStep(asking, enterprise?.kind, text)]
    .filter(({ name }) => !kept.has(name))
    .map((plan) => (plan.name === 'participant.email' ? { ...plan, hint: text('public:correct_email_hint') } : plan));
}

/** The form as it stands before anything is corrected. */
export function typedOf({ participant, enterprise, role }: Told): Typed {
  const groups = {
    participant: { ...participant, phone: displayPhone(participant.phone) },
    enterprise: enterprise ?? {},
  };
  const fields = Object.entries(groups).flatMap(([group, values]) =>
    Object.entries(values).map(([name, value]) => [`${group}.${name}`, value ?? ''] as const),
  );
  return Object.fromEntries([...fields, ['role', role ?? '']]);
}

/** What the form shows is taken from it, blanks included; what it does not show stays. */
export function correctionBodyOf(typed: Typed, { enterprise, role }: Told): Record<string, unknown> {
  const shown = Object.keys(typed).filter((name) => name.startsWith('enterprise.'));
  const hidden = Object.entries(enterprise ?? {}).filter(([name, value]) => {
    return value !== null && !shown.includes(`enterprise.${name}`);
  });
  const asked = typed.role === undefined || typed.role === '' ? role : typed.role;
  return {
    participant: under(typed, 'participant.'),
    ...(enterprise === null ? {} : { enterprise: { ...Object.fromEntries(hidden), ...under(typed, 'enterprise.') } }),
    ...(asked === null ? {} : { role: asked }),
  };
}

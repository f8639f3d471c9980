import type { FieldPlan } from '../http/form-fields.js';
import { fewestInGroup, mostInGroup } from './group-registration.dto.js';
import { firstStep, secondStep, under, type Asking, type Typed } from './registration-form.js';

type Texts = (key: string) => string;

/** The cooperative, one of its people (from 0), or the list before it is sent. */
export type GroupStep = 'enterprise' | 'review' | number;

const ofPerson = /^participants\.(\d)\.(.+)$/;

/** What is asked of the cooperative, once. */
export function enterprisePlans(asking: Asking, text: Texts): FieldPlan[] {
  return secondStep(asking, 'cooperative', text).filter(({ name }) => name.startsWith('enterprise.'));
}

/** What is asked of each person: the same as of somebody who comes alone. */
export function personPlans(asking: Asking, person: number, text: Texts): FieldPlan[] {
  const first = firstStep(asking, text).filter(({ name }) => name !== 'who');
  const second = secondStep(asking, 'cooperative', text).filter(({ name }) => !name.startsWith('enterprise.'));
  const role = second.filter(({ name }) => name === 'role');
  const others = second.filter(({ name }) => name !== 'role');
  return [...first, ...role, ...others].map((plan) => ({
    ...plan,
    name: `participants.${person}.${plan.name.replace('participant.', '')}`,
    ...(plan.autocomplete === undefined ? {} : { autocomplete: 'off' }),
  }));
}

/** Where the form stands; what is not understood is the beginning. */
export function stepOf(at: string | undefined): GroupStep {
  if (at === 'review') return 'review';
  return at !== undefined && /^\d$/.test(at) && Number(at) < mostInGroup ? Number(at) : 'enterprise';
}

/** The people of whom something was typed, by their fields without prefix. */
export function peopleOf(typed: Typed): Typed[] {
  const people = new Map<number, Record<string, string>>();
  for (const [name, value] of Object.entries(typed)) {
    const [, place, field] = ofPerson.exec(name) ?? [];
    if (place === undefined || field === undefined || value.trim() === '') continue;
    people.set(Number(place), { ...people.get(Number(place)), [field]: value });
  }
  return [...people].sort(([a], [b]) => a - b).map(([, fields]) => fields);
}

/** What was typed, with exactly these people, numbered anew. */
export function withPeople(typed: Typed, people: readonly Typed[]): Typed {
  const others = Object.entries(typed).filter(([name]) => !ofPerson.test(name));
  const numbered = people.flatMap((fields, place) =>
    Object.entries(fields).map(([field, value]) => [`participants.${place}.${field}`, value] as const),
  );
  return Object.fromEntries([...others, ...numbered]);
}

/** The same body that a program sends to the API. */
export function groupBodyOf(typed: Typed): Record<string, unknown> {
  return {
    enterprise: { kind: 'cooperative', ...under(typed, 'enterprise.') },
    participants: peopleOf(typed),
    ...(typed.consent === 'true' ? { consent: true } : {}),
  };
}

export function isFull(people: readonly Typed[]): boolean {
  return people.length >= mostInGroup;
}

export function isGroup(people: readonly Typed[]): boolean {
  return people.length >= fewestInGroup;
}

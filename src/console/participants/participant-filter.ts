import type { FieldPlan } from '../../http/form-fields.js';
import { regions } from '../../kernel/regions.js';
import { enterpriseKinds } from '../../participants/enterprise.entity.js';
import { genders } from '../../participants/participant.entity.js';
import { registrationChannels } from '../../registrations/registration.entity.js';
import { noEnterprise } from '../../registrations/registration-filter.js';
import { registrationStatuses } from '../../registrations/registration.rules.js';
import type { RegistrationFilter } from '../../registrations/registration.dto.js';
import type { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';

/** What the address asks for, under its words. */
const words = {
  status: registrationStatuses,
  gender: genders,
  usaha: [...enterpriseKinds, noEnterprise],
  jalur: registrationChannels,
  catatan: ['yes', 'no'],
  pernah: ['yes', 'no'],
} as const;

type Word = keyof typeof words;

const longestSearch = 100;

/** The list as the address narrows it; what is not understood narrows nothing. */
export interface ParticipantFilter extends RegistrationFilter {
  /** Whether they took part in an earlier training. */
  readonly trained?: 'yes' | 'no';
}

export function participantFilter(visit: Visit): ParticipantFilter {
  const { query } = visit;
  const region = query.wilayah ?? '';
  return {
    ...given('q', query.q?.trim().slice(0, longestSearch)),
    ...given('regencyCode', regions.isRegency(region) ? region : undefined),
    ...given('status', known(visit, 'status')),
    ...given('gender', known(visit, 'gender')),
    ...given('enterpriseKind', known(visit, 'usaha')),
    ...given('channel', known(visit, 'jalur')),
    ...given('warned', known(visit, 'catatan')),
    ...given('trained', known(visit, 'pernah')),
  };
}

function given<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, V>);
}

function known<W extends Word>({ query }: Visit, name: W): (typeof words)[W][number] | undefined {
  return (words[name] as readonly (typeof words)[W][number][]).find((word) => word === query[name]);
}

const kept = ['q', 'status', 'wilayah', 'gender', 'usaha', 'jalur', 'catatan', 'pernah', 'kolom'];

/** The address that keeps filter and columns, with something more. */
export function filterQuery({ query }: Visit, more: Readonly<Record<string, string>> = {}): string {
  const given = kept.flatMap((name): [string, string][] => {
    const value = query[name];
    return value === undefined || name in more ? [] : [[name, value]];
  });
  return new URLSearchParams([...given, ...Object.entries(more)]).toString();
}

/** The regions are those of the batch's registrations, each with how many there are. */
export function filterPlans(
  visit: Visit,
  pages: ConsolePages,
  counted: readonly (readonly [string, number])[],
): { readonly first: FieldPlan[]; readonly more: FieldPlan[] } {
  const filter = { filter: true, required: true } as const;
  const choose = (name: Word): FieldPlan => {
    const items = words[name].map((word): [string, string] => [word, pages.text(visit, `selection:${name}_${word}`)]);
    return { name, label: pages.text(visit, `selection:f_${name}`), groups: [{ group: '', items }], ...filter };
  };
  const region = counted.map(([code, count]): [string, string] => [
    code,
    `${regions.regency(code)?.name ?? code} (${count})`,
  ]);
  const label = pages.text(visit, 'selection:f_wilayah');
  return {
    first: [
      { name: 'q', label: pages.text(visit, 'f_search'), type: 'search', ...filter },
      choose('status'),
      { name: 'wilayah', label, groups: [{ group: '', items: region }], ...filter },
    ],
    more: (['gender', 'usaha', 'pernah', 'jalur', 'catatan'] as const).map(choose),
  };
}

import fc from 'fast-check';
import { hostileTexts } from './values.js';

interface Fault {
  readonly place: number;
  readonly kind: 'replaced' | 'missing' | 'twice' | 'list' | 'group' | 'prototype' | 'constructor';
  readonly text: string;
}

export type Fields = readonly (readonly [string, string])[];

const kinds = [
  'replaced',
  'replaced',
  'replaced',
  'missing',
  'twice',
  'list',
  'group',
  'prototype',
  'constructor',
] as const;

export const faults = fc.array(
  fc.record<Fault>({
    place: fc.nat({ max: 1_000 }),
    kind: fc.constantFrom(...kinds),
    text: fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: 'binary', maxLength: 30 })),
  }),
  { maxLength: 3, size: 'max' },
);

export function withFault(fields: Fields, { place, kind, text }: Fault): Fields {
  if (kind === 'prototype') return [...fields, ['__proto__[polluted]', text], ['__proto__', text]];
  if (kind === 'constructor') return [...fields, ['constructor[prototype][polluted]', text], ['toString', text]];
  const at = fields.length === 0 ? -1 : place % fields.length;
  return fields.flatMap((field, index): Fields => {
    const [name] = field;
    if (index !== at) return [field];
    if (kind === 'missing') return [];
    if (kind === 'twice') return [field, [name, text]];
    return [[kind === 'list' ? `${name}[]` : kind === 'group' ? `${name}[x]` : name, text]];
  });
}

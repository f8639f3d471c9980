/** How a value may be written; what is not listed is only said to have changed. */
export type ValueKind = 'word' | 'text' | 'instant' | 'number' | 'yes_no' | 'fields';

/** One thing that changed, with what it was and what it became. */
export interface Change {
  readonly key: string;
  readonly kind: ValueKind | 'hidden';
  readonly before: unknown;
  readonly after: unknown;
}

type Facts = Readonly<Record<string, unknown>> | null;

const kinds: Readonly<Record<string, ValueKind>> = {
  status: 'word',
  channel: 'word',
  role: 'word',
  cause: 'word',
  method: 'word',
  kind: 'word',
  title: 'text',
  room: 'text',
  number: 'text',
  reason: 'text',
  name: 'text',
  startsAt: 'instant',
  endsAt: 'instant',
  checkedInAt: 'instant',
  version: 'number',
  correction: 'number',
  deliveries: 'number',
  batches: 'number',
  sessions: 'number',
  contacts: 'number',
  months: 'number',
  disabled: 'yes_no',
  fields: 'fields',
};

/** Ids are told by what they stand for, elsewhere. */
const silent = /(?:^id|Ids?|successor)$/;

/** What differs between before and after, in the order in which it was noted. Of unknown keys no value is kept. */
export function changesOf(before: Facts, after: Facts): Change[] {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return keys.flatMap((key) => {
    const [was, is] = [valueOf(before, key), valueOf(after, key)];
    if (silent.test(key) || JSON.stringify(was) === JSON.stringify(is)) return [];
    const kind = kinds[key] ?? 'hidden';
    return [kind === 'hidden' ? { key, kind, before: null, after: null } : { key, kind, before: was, after: is }];
  });
}

function valueOf(facts: Facts, key: string): unknown {
  return facts?.[key] ?? null;
}

/** A text without what looks like a NIK, a telephone number or an address of mail. */
export function withoutPersonal(text: string): string {
  return text.replaceAll(/\+?\d(?:[\s.-]?\d){8,}/g, '••••').replaceAll(/\S+@\S+/g, '••••');
}

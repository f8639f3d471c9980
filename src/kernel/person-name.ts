import { cleanLine, hasUnseenCharacters, lengthOf } from './plain-text.js';

export type NameReading =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly code: 'required' | 'name_chars' }
  | { readonly ok: false; readonly code: 'name_too_long'; readonly params: { readonly max: number } };

/** In Unicode code points. */
export const longestName = 100;

const leadingTitle = /^(?:h|hj|haji|hajjah|kh|k\.h|dr|drs|dra|drg|drh|ir|prof|ust|ustaz|ustazah|alm|almh)(?:\.\s*|\s+)/;

/**
 * A person's name with titles, as it is to be printed: one word is enough, and case, full stops, commas, apostrophes
 * and hyphens stay. In Unicode NFC, trimmed, each run of spaces one space.
 */
export function parseName(text: string): NameReading {
  const name = cleanLine(text);
  if (name === '') return { ok: false, code: 'required' };
  if (hasUnseenCharacters(name) || !/\p{L}/u.test(name)) return { ok: false, code: 'name_chars' };
  return lengthOf(name) > longestName
    ? { ok: false, code: 'name_too_long', params: { max: longestName } }
    : { ok: true, name };
}

/** What lists of persons are sorted by: lower case, without accents and without titles such as Hj., Dr. or S.E. */
export function sortKey(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const bare = withoutLeadingTitles(plain.replace(/,.*$/s, '').trim());
  return bare === '' ? plain : bare;
}

function withoutLeadingTitles(name: string): string {
  const rest = name.replace(leadingTitle, '');
  return rest === name || rest === '' ? name : withoutLeadingTitles(rest);
}

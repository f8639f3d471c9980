import { regions, type Regency } from '../../kernel/regions.js';
import type { CellReading } from './import-cells.rules.js';

const kindWords = /\b(?:kabupaten|kab|kota(?:madya)?|adm(?:inistrasi)?)\b\.?/gi;

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}

function bare(name: string): string {
  return plain(name.replace(kindWords, ' '));
}

const byName = new Map<string, Regency[]>();
for (const { code } of regions.provinces) {
  for (const regency of regions.regenciesOf(code)) {
    const name = bare(regency.name);
    byName.set(name, [...(byName.get(name) ?? []), regency]);
  }
}

/**
 * The code of a kabupaten/kota, from the code with or without its dot, or from a name in its usual spellings. Of several
 * that bear a name, the one of the home province, and then of the kind that is named.
 */
export function readRegency(text: string, homeProvince: string): CellReading<string> {
  if (text === '') return undefined;
  const code = /^(\d{2})\.?(\d{2})$/.exec(text);
  if (code !== null) {
    const dotted = `${code[1]}.${code[2]}`;
    return regions.isRegency(dotted) ? { value: dotted } : { code: 'regency_unreadable' };
  }
  const alike = byName.get(bare(text)) ?? byName.get(plain(text.replace(/^kab(?:upaten)?\b\.?/i, ''))) ?? [];
  const home = narrowed(alike, ({ provinceCode }) => provinceCode === homeProvince);
  const kind = /^kota\b/i.test(text) ? 'Kota' : 'Kab';
  const [only, ...others] = /^(?:kota|kab)/i.test(text) ? narrowed(home, ({ name }) => name.startsWith(kind)) : home;
  if (only === undefined) return { code: 'regency_unreadable' };
  return others.length === 0 ? { value: only.code } : { code: 'regency_ambiguous' };
}

function narrowed(list: readonly Regency[], fits: (regency: Regency) => boolean): readonly Regency[] {
  const some = list.filter(fits);
  return some.length > 0 ? some : list;
}

import { isDay } from '../../kernel/dates.js';
import type { ParticipantRole } from '../registration.entity.js';
import type { ImportKind } from './import-columns.rules.js';

/** A cell's meaning, or the code of what is wrong with it; `undefined` for an empty one. */
export type CellReading<T> = { readonly value: T } | { readonly code: string } | undefined;

const nothing = new Set([
  '',
  '-',
  '–',
  '—',
  '--',
  'n/a',
  'na',
  'nihil',
  'kosong',
  'tidak ada',
  'belum ada',
  'tidak punya',
  'belum punya',
]);

/** The text of a cell; empty for the many ways of writing that there is nothing. */
export function given(cell: string | undefined): string {
  const text = (cell ?? '').trim();
  return nothing.has(text.toLowerCase()) ? '' : text;
}

/** What a spreadsheet shows in place of a value: `#N/A`, `#REF!`, `######`. */
export function isErrorCell(text: string): boolean {
  return /^#(?:n\/a|ref!|value!|name\?|div\/0!|num!|null!|nilai!|nama\?|#+)$/i.test(text);
}

/** Digits that a spreadsheet took for a number and rounded: `6.37105E+15`, `6,37E+15`. */
export function hasLostDigits(text: string): boolean {
  return /^\d(?:[.,]\d+)?E\+?\d+$/i.test(text);
}

/** Digits that were kept as text by an apostrophe. */
export function digits(text: string): string {
  return text.replace(/^['’`]/, '');
}

const months = [
  ['januari', 'jan', 'january'],
  ['februari', 'pebruari', 'feb', 'peb', 'february'],
  ['maret', 'mar', 'march'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'jun', 'june'],
  ['juli', 'jul', 'july'],
  ['agustus', 'agu', 'ags', 'agt', 'agust', 'aug', 'august'],
  ['september', 'sep', 'sept'],
  ['oktober', 'okt', 'oct', 'october'],
  ['november', 'nopember', 'nov', 'nop'],
  ['desember', 'des', 'dec', 'december'],
];

const firstSerial = 3_650;
const lastSerial = 80_000;
const daysBefore1970 = 25_569;

/**
 * A day as `YYYY-MM-DD`, from `18 Februari 2002`, `18/02/2002`, `18-02-2002`, ISO 8601, or the number by which a
 * spreadsheet counts days; a place before it is left out. The day comes before the month, always.
 */
export function readDay(text: string): CellReading<string> {
  if (text === '') return undefined;
  const day = dayOf((text.split(',').at(-1) ?? '').trim());
  return day !== null && isDay(day) ? { value: day } : { code: 'day_unreadable' };
}

function dayOf(text: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text);
  if (iso !== null) return written(iso[1], iso[2], iso[3]);
  const numeric = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})$/.exec(text);
  if (numeric !== null) return written(numeric[3], numeric[2], numeric[1]);
  const worded = /^(\d{1,2})[\s./-]*([a-z]+)[\s./-]*(\d{4})$/i.exec(text);
  if (worded !== null) return written(worded[3], monthNumber(worded[2] ?? ''), worded[1]);
  const serial = /^\d{4,5}$/.test(text) ? Number(text) : 0;
  return serial >= firstSerial && serial <= lastSerial
    ? new Date((serial - daysBefore1970) * 86_400_000).toISOString().slice(0, 10)
    : null;
}

function monthNumber(word: string): string {
  return String(months.findIndex((names) => names.includes(word.toLowerCase())) + 1);
}

function written(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}

function wordReader<T extends string>(words: Readonly<Record<T, readonly string[]>>, code: string) {
  const meanings = new Map<string, T>();
  for (const [meaning, spellings] of Object.entries<readonly string[]>(words)) {
    for (const spelling of spellings) meanings.set(spelling, meaning as T);
  }
  return (text: string): CellReading<T> => {
    if (text === '') return undefined;
    const value = meanings.get(plain(text));
    return value === undefined ? { code } : { value };
  };
}

export const readGender = wordReader(
  {
    female: ['p', 'pr', 'prp', 'perempuan', 'wanita', 'w', 'f', 'female'],
    male: ['l', 'lk', 'lki', 'lakilaki', 'laki', 'pria', 'm', 'male'],
  },
  'gender_unreadable',
);

export const readKind = wordReader<ImportKind>(
  {
    umkm: [
      'umkm',
      'ukm',
      'ikm',
      'umk',
      'usahamikro',
      'usahakecil',
      'usahamenengah',
      'usaha',
      'pelakuusaha',
      'wirausaha',
    ],
    cooperative: ['koperasi', 'kop', 'cooperative', 'ksp', 'kud', 'ksu', 'koperasidesa', 'kdmp'],
    aspiring: ['calonwirausaha', 'calonpelakuusaha', 'calon', 'belummemilikiusaha', 'belumusaha', 'belum', 'aspiring'],
    general: ['umum', 'masyarakatumum', 'masyarakat', 'lainnya', 'general'],
  },
  'kind_unreadable',
);

export const readRole = wordReader<ParticipantRole>(
  {
    owner: [
      'pemilik',
      'owner',
      'pemilikusaha',
      'pelakuusaha',
      'wirausaha',
      'pengusaha',
      'pengelolausaha',
      'pimpinan',
      'direktur',
    ],
    board: ['pengurus', 'ketua', 'wakilketua', 'sekretaris', 'bendahara', 'ketuakoperasi', 'ketuapengurus', 'board'],
    supervisor: ['pengawas', 'ketuapengawas', 'badanpengawas', 'supervisor'],
    manager: ['manajer', 'manager', 'pengelola'],
    member: ['anggota', 'member'],
    employee: ['karyawan', 'pegawai', 'staf', 'staff', 'kasir', 'admin', 'employee'],
    aspiring: ['calonwirausaha', 'calon', 'aspiring'],
  },
  'role_unreadable',
);

export const readScale = wordReader(
  {
    micro: ['mikro', 'usahamikro', 'micro'],
    small: ['kecil', 'usahakecil', 'small'],
    medium: ['menengah', 'usahamenengah', 'medium'],
    unknown: ['tidaktahu', 'unknown'],
  },
  'scale_unreadable',
);

const cooperativeNames = /^(?:koperasi|kop\.?|ksp|kud|ksu|kspps|primkop\w*|kopontren|kdmp)\b/i;

/** Whether a name tells that it is a cooperative's. */
export function isCooperativeName(name: string): boolean {
  return cooperativeNames.test(name);
}

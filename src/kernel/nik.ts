import { isDay } from './dates.js';
import { regions } from './regions.js';

export type Gender = 'female' | 'male';

/** Nomor Induk Kependudukan: what its 16 digits say, which is not always what is true of its bearer. */
export interface Nik {
  /** 16 ASCII digits without separators. */
  readonly value: string;
  readonly gender: Gender;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  /** Where the number was first issued, never the residence: `63` and `63.71`; either may no longer exist. */
  readonly provinceCode: string;
  readonly regencyCode: string;
}

export type NikReading =
  | { readonly ok: true; readonly nik: Nik }
  | { readonly ok: false; readonly code: 'nik_length'; readonly params: { readonly digits: number } }
  | { readonly ok: false; readonly code: 'nik_digits' | 'nik_placeholder' | 'nik_date' | 'nik_serial' };

export interface NikWarning {
  readonly field: 'participant.nik' | 'participant.birthDate' | 'participant.gender';
  readonly code: 'nik_province_unknown' | 'nik_birth_date_mismatch' | 'nik_gender_mismatch';
}

const length = 16;
const daysAddedForWomen = 40;

/**
 * Reads `PPKKCC DDMMYY SSSS`, with or without spaces, dots and hyphens: the structure that Dukcapil publishes.
 * The birth date lies in 20YY unless that is after `today` (as a day in UTC), else in 19YY.
 * Its region may be unknown: numbers issued before a region was split are kept for life.
 */
export function parseNik(text: string, today: Date): NikReading {
  const value = text.replace(/[\s.\u2010-\u2015-]/g, '');
  if (/[^0-9]/.test(value)) return { ok: false, code: 'nik_digits' };
  if (value.length !== length) return { ok: false, code: 'nik_length', params: { digits: value.length } };
  if (isPlaceholder(value)) return { ok: false, code: 'nik_placeholder' };
  const birth = readBirth(value.slice(6, 12), today);
  if (birth === null) return { ok: false, code: 'nik_date' };
  if (value.endsWith('0000')) return { ok: false, code: 'nik_serial' };
  const provinceCode = value.slice(0, 2);
  return { ok: true, nik: { value, ...birth, provinceCode, regencyCode: `${provinceCode}.${value.slice(2, 4)}` } };
}

/**
 * Where the number disagrees with what its bearer says of herself. Never a reason to refuse: some numbers carry a
 * wrong date, and they are kept for life.
 */
export function nikWarnings(nik: Nik, given: { birthDate?: string; gender?: Gender }): NikWarning[] {
  const warnings: NikWarning[] = [];
  if (regions.province(nik.provinceCode) === undefined) {
    warnings.push({ field: 'participant.nik', code: 'nik_province_unknown' });
  }
  if (given.birthDate !== undefined && given.birthDate !== nik.birthDate) {
    warnings.push({ field: 'participant.birthDate', code: 'nik_birth_date_mismatch' });
  }
  if (given.gender !== undefined && given.gender !== nik.gender) {
    warnings.push({ field: 'participant.gender', code: 'nik_gender_mismatch' });
  }
  return warnings;
}

function isPlaceholder(value: string): boolean {
  return /^(\d)\1+$/.test(value) || value === '1234567890123456';
}

function readBirth(digits: string, today: Date): Pick<Nik, 'gender' | 'birthDate'> | null {
  const markedDay = Number(digits.slice(0, 2));
  const gender = markedDay > daysAddedForWomen ? 'female' : 'male';
  const day = gender === 'female' ? markedDay - daysAddedForWomen : markedDay;
  const monthAndDay = `${digits.slice(2, 4)}-${String(day).padStart(2, '0')}`;
  const inThisCentury = `20${digits.slice(4, 6)}-${monthAndDay}`;
  const birthDate = inThisCentury > today.toISOString().slice(0, 10) ? `19${inThisCentury.slice(2)}` : inThisCentury;
  return isDay(birthDate) ? { gender, birthDate } : null;
}

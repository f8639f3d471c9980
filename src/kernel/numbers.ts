import type { Locale } from './locale.js';

const languages = { id: 'id-ID', en: 'en-GB' } as const;

const romanDigits: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** With at most two decimals: `1.234,5` in Indonesian, `1,234.5` in English. */
export function formatNumber(value: number | bigint, locale: Locale): string {
  return new Intl.NumberFormat(languages[locale], { maximumFractionDigits: 2 }).format(value);
}

/** A share of one (0.875) with at most one decimal: `87,5%` in Indonesian, `87.5%` in English. */
export function formatPercent(share: number, locale: Locale): string {
  return new Intl.NumberFormat(languages[locale], { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/** As the months of letter numbers are written: X for 10. Throws `RangeError` outside 1 to 3999. */
export function romanNumeral(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 3999) throw new RangeError('Roman numerals go from 1 to 3999.');
  let rest = value;
  let numeral = '';
  for (const [worth, digit] of romanDigits) {
    numeral += digit.repeat(Math.floor(rest / worth));
    rest %= worth;
  }
  return numeral;
}

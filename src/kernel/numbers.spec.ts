import { describe, expect, it } from '@jest/globals';
import { formatNumber, formatPercent, romanNumeral } from './numbers.js';

describe('numbers', () => {
  it('are grouped by the custom of the language', () => {
    expect(formatNumber(1234.5, 'id')).toBe('1.234,5');
    expect(formatNumber(1234.5, 'en')).toBe('1,234.5');
    expect(formatNumber(9_007_199_254_740_993n, 'id')).toBe('9.007.199.254.740.993');
    expect(formatNumber(0.005, 'id')).toBe('0,01');
  });

  it('have at most one decimal as a percentage', () => {
    expect(formatPercent(0.875, 'id')).toBe('87,5%');
    expect(formatPercent(0.875, 'en')).toBe('87.5%');
    expect(formatPercent(1, 'id')).toBe('100%');
    expect(formatPercent(2 / 3, 'id')).toBe('66,7%');
  });
});

describe('romanNumeral', () => {
  it('writes the months of a year', () => {
    const months = Array.from({ length: 12 }, (_, month) => romanNumeral(month + 1));
    expect(months.join(' ')).toBe('I II III IV V VI VII VIII IX X XI XII');
  });

  it.each([
    [49, 'XLIX'],
    [1994, 'MCMXCIV'],
    [2026, 'MMXXVI'],
    [3999, 'MMMCMXCIX'],
  ])('writes %i as %s', (value, numeral) => {
    expect(romanNumeral(value)).toBe(numeral);
  });

  it.each([0, -1, 4000, 1.5, Number.NaN])('refuses %d', (value) => {
    expect(() => romanNumeral(value)).toThrow(RangeError);
  });
});

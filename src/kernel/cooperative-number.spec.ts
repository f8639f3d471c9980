import { describe, expect, it } from '@jest/globals';
import { parseCooperativeNumber } from './cooperative-number.js';

describe('parseCooperativeNumber', () => {
  it.each([
    ['6306000000002', '6306000000002'],
    [' 63060 00000002 ', '6306000000002'],
    ['123/BH/XVI/1998', '123/BH/XVI/1998'],
    ['AHU-0005202.AH.01', 'AHU-0005202.AH.01'],
    ['1'.repeat(40), '1'.repeat(40)],
  ])('reads %j', (text, cooperativeNumber) => {
    expect(parseCooperativeNumber(text)).toEqual({ ok: true, cooperativeNumber });
  });

  it.each(['', '1234', '1'.repeat(41), '12345é', '12345\u0000', '<12345>', '=1+12345'])('refuses %j', (text) => {
    expect(parseCooperativeNumber(text)).toEqual({ ok: false, code: 'cooperative_number' });
  });
});

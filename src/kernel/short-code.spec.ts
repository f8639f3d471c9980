import { describe, expect, it } from '@jest/globals';
import { newCode, normalizeCode } from './short-code.js';

describe('newCode', () => {
  it('makes codes without vowels or signs that look alike, and none twice', () => {
    const codes = Array.from({ length: 2000 }, newCode);
    for (const code of codes) expect(code).toMatch(/^[0-9BCDFGHJKMNPQRSTVWXYZ]{4}-[0-9BCDFGHJKMNPQRSTVWXYZ]{4}$/);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(codes.join('')).size).toBe(31);
  });

  it('is read back as it is', () => {
    for (const code of Array.from({ length: 100 }, newCode)) expect(normalizeCode(code)).toBe(code);
  });
});

describe('normalizeCode', () => {
  it.each([
    ['k7m4-9qtx', 'K7M4-9QTX'],
    ['K7M49QTX', 'K7M4-9QTX'],
    [' k7m4 9qtx\n', 'K7M4-9QTX'],
    ['K7M4–9QTX', 'K7M4-9QTX'],
    ['OoIi-LlBC', '0011-11BC'],
  ])('reads %j as %s', (text, code) => {
    expect(normalizeCode(text)).toBe(code);
  });

  it.each([
    '',
    'K7M4-9QT',
    'K7M4-9QTXX',
    'K7A4-9QTX',
    'K7U4-9QTX',
    'K7M4_9QTX',
    'K7M4-9QT\u0000',
    'K7M4-9QTＸ',
    'K7M4-9QßX',
  ])('refuses %j', (text) => {
    expect(normalizeCode(text)).toBeNull();
  });
});

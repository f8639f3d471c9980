import { describe, expect, it } from '@jest/globals';
import { codeOf, newCode, normalizeCode } from './short-code.js';

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

describe('a code of given bytes', () => {
  it('is the same each time, has the form of all codes, and differs with each byte', () => {
    const bytes = (last: number) => Uint8Array.from([255, 2, 3, 4, 5, 6, 7, last, 9]);
    expect(codeOf(bytes(8))).toBe(codeOf(bytes(8)));
    expect(normalizeCode(codeOf(bytes(8)))).toBe(codeOf(bytes(8)));
    expect(new Set(Array.from({ length: 256 }, (_, last) => codeOf(bytes(last)))).size).toBe(256);
    expect(codeOf(new Uint8Array(8))).toBe('0000-0000');
  });
});

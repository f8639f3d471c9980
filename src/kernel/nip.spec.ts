import { describe, expect, it } from '@jest/globals';
import { formatNip } from './nip.js';

describe('a NIP', () => {
  it.each([
    ['197001011995031001', '19700101 199503 1 001'],
    ['19700101 199503 1 001', '19700101 199503 1 001'],
    ['1970.0101', '1970.0101'],
    ['NRP 12345678', 'NRP 12345678'],
  ])('%s is printed as %s', (nip, printed) => {
    expect(formatNip(nip)).toBe(printed);
  });
});

import { describe, expect, it } from '@jest/globals';
import { parseNib } from './nib.js';

describe('parseNib', () => {
  it.each(['9120000000001', '9120 0000 0000 1', '9.120.000.000.001', '9120-0000-00001\n'])('reads %j', (text) => {
    expect(parseNib(text)).toEqual({ ok: true, nib: '9120000000001' });
  });

  it.each([
    ['912000000000', 12],
    ['91200000000011', 14],
    ['', 0],
  ])('counts the digits of %j', (text, digits) => {
    expect(parseNib(text)).toEqual({ ok: false, code: 'nib_length', params: { digits } });
  });

  it.each(['912000000000O', '９１２００００００００01', '912000000000\u00001'])('refuses %j', (text) => {
    expect(parseNib(text)).toEqual({ ok: false, code: 'nib_digits' });
  });
});

import { describe, expect, it } from '@jest/globals';
import { normalizedPassword, refusePassword } from './password.rules.js';

describe('a password', () => {
  it.each([
    ['rumah kuning di tepi sungai', null],
    ['kóčka-žlutá', null],
    ['1234567', 'password_too_short'],
    ['a'.repeat(129), 'password_too_long'],
    ['12345678', 'password_too_common'],
    ['aaaaaaaaaa', 'password_too_common'],
    ['Password123!', 'password_too_common'],
    ['Koperasi2026', 'password_too_common'],
  ])('%s is judged %s', (password, refusal) => {
    expect(refusePassword(password)).toBe(refusal);
  });

  it('is the same from every keyboard', () => {
    expect(normalizedPassword('e\u0301')).toBe(normalizedPassword('\u00e9'));
  });
});

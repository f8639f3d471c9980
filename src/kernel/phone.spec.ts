import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { displayPhone, lastFourDigits, maskPhone, parsePhone, whatsAppLink } from './phone.js';

describe('parsePhone', () => {
  it.each([
    '0812-5000-1234',
    '+62 812 5000 1234',
    '62812 5000 1234',
    '0062 812 5000 1234',
    '81250001234',
    '+62 0812-5000-1234',
    '(0812) 5000.1234',
    '+62 (0)812 5000 1234',
    '+081250001234',
    ' 0812‑5000‑1234\n',
    '\u202a+62 812-5000-1234\u202c',
  ])('reads %j', (text) => {
    expect(parsePhone(text)).toEqual({ ok: true, phone: '+6281250001234' });
  });

  it.each([
    ['0812-5000-1', 'phone_length', 'eight digits'],
    ['0812-5000-1234-12', 'phone_length', 'thirteen digits'],
    ['', 'phone_length', 'nothing'],
    ['0812', 'phone_length', 'the beginning'],
    ['12345', 'phone_length', 'too short to be anything'],
    ['O812-5000-1234', 'phone_chars', 'the letter O'],
    ['0812-5000-1234 / 0813-5000-1234', 'phone_chars', 'two numbers'],
    ['0812+5000+1234', 'phone_chars', 'pluses inside'],
    ['０８１２５０００１２３４', 'phone_chars', 'full-width digits'],
    ['0812\u00005000', 'phone_chars', 'NUL'],
    ['0511-3354219', 'phone_not_mobile', 'a landline'],
    ['+62 511 3354219', 'phone_not_mobile', 'a landline with the country code'],
    ['+65 8123 4567', 'phone_not_mobile', 'a number of Singapore'],
    ['+81 2 5000 1234', 'phone_not_mobile', 'a number of Japan'],
    ['0081 2 5000 1234', 'phone_not_mobile', 'the same, dialled'],
  ])('refuses %j as %s: %s', (text, code) => {
    expect(parsePhone(text)).toEqual({ ok: false, code });
  });

  it('takes 9 to 12 digits after the country code, and reads back what it shows', () => {
    const nationals = fc
      .array(fc.constantFrom(...Array.from('0123456789')), { minLength: 8, maxLength: 11 })
      .map((d) => `8${d.join('')}`);
    fc.assert(
      fc.property(nationals, (national) => {
        const phone = `+62${national}`;
        expect(parsePhone(national)).toEqual({ ok: true, phone });
        expect(parsePhone(displayPhone(phone))).toEqual({ ok: true, phone });
        expect(parsePhone(phone)).toEqual({ ok: true, phone });
      }),
    );
  });
});

describe('a phone number on a page', () => {
  it.each([
    ['+6281250001234', '0812-5000-1234', '****-****-1234'],
    ['+62812500012', '0812-5000-12', '****-**00-12'],
    ['+628125000123456', '0812-5000-123456', '****-****-**3456'],
  ])('%s is shown as %s and masked as %s', (phone, shown, masked) => {
    expect(displayPhone(phone)).toBe(shown);
    expect(maskPhone(phone)).toBe(masked);
  });

  it('is known by its last four digits', () => {
    expect(lastFourDigits('+6281250001234')).toBe('1234');
  });

  it('opens WhatsApp', () => {
    expect(whatsAppLink('+6281250001234')).toBe('https://wa.me/6281250001234');
    expect(whatsAppLink('+6281250001234', 'Tiket Anda: https://bina.example/t?a=1&b=2')).toBe(
      'https://wa.me/6281250001234?text=Tiket%20Anda%3A%20https%3A%2F%2Fbina.example%2Ft%3Fa%3D1%26b%3D2',
    );
  });
});

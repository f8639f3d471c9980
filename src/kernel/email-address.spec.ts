import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseEmail } from './email-address.js';

describe('parseEmail', () => {
  it.each([
    [' Siti.Aminah@Gmail.COM ', 'Siti.Aminah@gmail.com'],
    ['siti+bina@usaha.example', 'siti+bina@usaha.example'],
    ["o'neil_1@mail.kalselprov.go.id", "o'neil_1@mail.kalselprov.go.id"],
    ['a@xn--80akhbyknj4f.xn--p1ai', 'a@xn--80akhbyknj4f.xn--p1ai'],
    [`${'a'.repeat(64)}@b.example`, `${'a'.repeat(64)}@b.example`],
  ])('reads %j', (text, email) => {
    expect(parseEmail(text)).toEqual({ ok: true, email });
  });

  it.each([
    '',
    'siti',
    '@gmail.com',
    'siti@',
    'siti@gmail',
    'siti@@gmail.com',
    'siti@gmail.com@usaha.example',
    'siti@gmail..com',
    'siti@.com',
    'siti@gmail.com.',
    'siti@-gmail.com',
    'siti@gmail.c',
    'siti@127.0.0.1',
    'siti@[127.0.0.1]',
    '.siti@gmail.com',
    'siti.@gmail.com',
    'si..ti@gmail.com',
    'si ti@gmail.com',
    'siti@gmail.com,budi@gmail.com',
    'siti@gmail.com;budi@gmail.com',
    'siti@gmail.com budi@gmail.com',
    'siti@gmail.com\r\nBcc: budi@gmail.com',
    'siti\n@gmail.com',
    'siti@gmail.com\u0000',
    '"siti"@gmail.com',
    '"x@evil.example y"@gmail.com',
    'Siti <siti@gmail.com>',
    'siti(saya)@gmail.com',
    'kelompok:siti@gmail.com;',
    'siti@gmаil.com',
    'sité@gmail.com',
    'siti\u200b@gmail.com',
    `${'a'.repeat(65)}@b.example`,
    `a@${'b'.repeat(64)}.example`,
    `${'a'.repeat(64)}@${`${'b'.repeat(45)}.`.repeat(4)}example`,
  ])('refuses %j', (text) => {
    expect(parseEmail(text)).toEqual({ ok: false, code: 'email' });
  });

  it('takes 254 characters and no more', () => {
    const of = (last: number): string =>
      `${'a'.repeat(64)}@${`${'b'.repeat(60)}.`.repeat(2)}${'c'.repeat(last)}.example`;
    expect(of(59)).toHaveLength(254);
    expect(parseEmail(of(59)).ok).toBe(true);
    expect(parseEmail(of(60)).ok).toBe(false);
  });

  it('leaves alone what it has read once, and lets nothing through that a header could be split by', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string()), (text) => {
        const reading = parseEmail(text);
        if (!reading.ok) return;
        expect(reading.email).toMatch(/^[!-~]+$/);
        expect(reading.email).not.toMatch(/[",;<>()[\]\\:]/);
        expect(parseEmail(reading.email)).toEqual(reading);
      }),
    );
  });
});

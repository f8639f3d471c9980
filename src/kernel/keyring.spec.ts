import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Keyring, UnreadableCiphertext, type TokenPurpose } from './keyring.js';

const id = '0199e5a0-7c00-7abc-8def-0123456789ab';
const otherId = '0199e5a0-7c00-7abc-8def-0123456789ac';
const first = { id: 1, secret: 'a first secret of thirty-two characters' };
const second = { id: 2, secret: 'the second secret, which came thereafter' };
const keyring = new Keyring({ current: first, previous: [] });
const rotated = new Keyring({ current: second, previous: [first] });
const place = { office: 'office-1', row: 'row-1', column: 'nik' };

function withBitFlipped(text: string, bit: number): string {
  const bytes = Buffer.from(text, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
  return bytes.toString('base64url');
}

describe('a token', () => {
  const token = keyring.token('manage', id, 3);

  it('has 44 characters, names its row and proves itself', () => {
    expect(token).toMatch(/^[A-Za-z0-9_-]{44}$/);
    expect(keyring.readToken(token)).toEqual({ id });
    expect(keyring.verifyToken('manage', token, 3)).toBe(true);
  });

  it('is the same again, so that a later mail can carry it', () => {
    expect(new Keyring({ current: first, previous: [] }).token('manage', id, 3)).toBe(token);
    expect(keyring.token('manage', id.toUpperCase(), 3)).toBe(token);
  });

  it('is told under every secret that may have made it', () => {
    expect(rotated.tokens('ticket', id, 3)).toEqual([keyring.token('ticket', id, 3), rotated.token('ticket', id, 3)]);
    expect(rotated.tokens('ticket', id, 3).every((one) => rotated.verifyToken('ticket', one, 3))).toBe(true);
  });

  it('holds for any row and version', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(), (row, version) => {
        const made = keyring.token('ticket', row, version);
        expect(keyring.readToken(made)).toEqual({ id: row });
        expect(keyring.verifyToken('ticket', made, version)).toBe(true);
        expect(keyring.verifyToken('ticket', made, version + 1)).toBe(false);
      }),
    );
  });

  it('is void with any bit flipped', () => {
    const accepted = Array.from({ length: 33 * 8 }, (_, bit) => withBitFlipped(token, bit)).filter((altered) =>
      rotated.verifyToken('manage', altered, 3),
    );
    expect(accepted).toEqual([]);
  });

  it('is void for every other purpose, version, row and key', () => {
    const others: TokenPurpose[] = ['ticket', 'certificate', 'partner_report', 'set_password'];
    expect(others.filter((purpose) => keyring.verifyToken(purpose, token, 3))).toEqual([]);
    expect([0, 2, 4].filter((version) => keyring.verifyToken('manage', token, version))).toEqual([]);
    const grafted = Buffer.from(token, 'base64url');
    Buffer.from(otherId.replaceAll('-', ''), 'hex').copy(grafted, 1);
    expect(keyring.readToken(grafted.toString('base64url'))).toEqual({ id: otherId });
    expect(keyring.verifyToken('manage', grafted.toString('base64url'), 3)).toBe(false);
    const stranger = new Keyring({ current: { id: 1, secret: second.secret }, previous: [] });
    expect(stranger.verifyToken('manage', token, 3)).toBe(false);
  });

  it('has one encoding, and no other form is looked at', () => {
    const binary = 'f'.repeat(8) + '-ffff-ffff-ffff-' + 'f'.repeat(12);
    const slashed = keyring.token('manage', binary, 0);
    expect(slashed).toContain('_');
    const forms = [
      '',
      token.slice(0, -1),
      `${token}A`,
      `${token}=`,
      `${token}AAAA`,
      ` ${token}`,
      `${token}\n`,
      slashed.replaceAll('_', '/'),
      `${token.slice(0, 43)}é`,
      token.replace(/^./, '\u0000'),
    ];
    expect(forms.filter((form) => keyring.readToken(form) !== null || keyring.verifyToken('manage', form, 3))).toEqual(
      [],
    );
    expect(keyring.verifyToken('manage', slashed.replaceAll('_', '/'), 0)).toBe(false);
  });

  it('of the old secret is still read after a rotation, and new ones are made with the new', () => {
    expect(rotated.verifyToken('manage', token, 3)).toBe(true);
    const renewed = rotated.token('manage', id, 3);
    expect(renewed).not.toBe(token);
    expect(rotated.verifyToken('manage', renewed, 3)).toBe(true);
    expect(keyring.verifyToken('manage', renewed, 3)).toBe(false);
    expect(new Keyring({ current: second, previous: [] }).verifyToken('manage', token, 3)).toBe(false);
  });

  it('is made of a UUID and a whole version only', () => {
    expect(() => keyring.token('manage', 'K7M4-9QTX', 0)).toThrow(RangeError);
    expect(() => keyring.token('manage', id, -1)).toThrow(RangeError);
    expect(() => keyring.token('manage', id, 1.5)).toThrow(RangeError);
  });
});

describe('a ciphertext', () => {
  const ciphertext = keyring.encrypt('6371055203880002', place);

  it('is read back at its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        expect(keyring.decrypt(keyring.encrypt(plain, place), place)).toBe(plain);
      }),
    );
  });

  it('never comes out twice', () => {
    const made = Array.from({ length: 200 }, () => keyring.encrypt('6371055203880002', place));
    expect(new Set(made).size).toBe(200);
  });

  it('cannot be read with any bit flipped, cut short or lengthened', () => {
    const bits = Array.from({ length: Buffer.from(ciphertext, 'base64url').length * 8 }, (_, bit) => bit);
    const altered = [
      ...bits.map((bit) => withBitFlipped(ciphertext, bit)),
      ciphertext.slice(0, -4),
      `${ciphertext}AAAA`,
    ];
    for (const text of altered) expect(() => rotated.decrypt(text, place)).toThrow(UnreadableCiphertext);
  });

  it.each([
    ['office', { ...place, office: 'office-2' }],
    ['row', { ...place, row: 'row-2' }],
    ['column', { ...place, column: 'phone' }],
    ['split of the names', { ...place, office: 'office-1row', row: '-1' }],
  ])('cannot be read at another %s', (_, elsewhere) => {
    expect(() => keyring.decrypt(ciphertext, elsewhere)).toThrow(
      "Ciphertext can't be read: it was altered or belongs to another office, row or column.",
    );
  });

  it.each(['', 'AQ', '6371055203880002', `${ciphertext}=`])('is not %j', (text) => {
    expect(() => keyring.decrypt(text, place)).toThrow("Ciphertext can't be read: it has no such form.");
  });

  it('of the old secret is still read after a rotation, and says which secret is missing', () => {
    expect(rotated.decrypt(ciphertext, place)).toBe('6371055203880002');
    expect(() => keyring.decrypt(rotated.encrypt('x', place), place)).toThrow(
      "Ciphertext can't be read: secret 2 is not configured.",
    );
  });
});

describe('a hash for look-up', () => {
  it('differs by purpose, value and secret, and stays the same through a rotation', () => {
    const hash = keyring.lookupHash('nik', '6371055203880002');
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(rotated.lookupHash('nik', '6371055203880002')).toBe(hash);
    const others = [
      keyring.lookupHash('nik', '6371055203880003'),
      keyring.lookupHash('phone', '6371055203880002'),
      new Keyring({ current: second, previous: [] }).lookupHash('nik', '6371055203880002'),
    ];
    expect(new Set([hash, ...others]).size).toBe(4);
  });
});

describe('a keyring', () => {
  it.each([
    ['id 0', { current: { id: 0, secret: 'x' }, previous: [] }],
    ['id 256', { current: { id: 256, secret: 'x' }, previous: [] }],
    ['half an id', { current: { id: 1.5, secret: 'x' }, previous: [] }],
    ['an id twice', { current: first, previous: [{ id: 1, secret: 'x' }] }],
    ['an empty secret', { current: { id: 1, secret: '' }, previous: [] }],
  ])('is refused with %s', (_, secrets) => {
    expect(() => new Keyring(secrets)).toThrow(RangeError);
  });

  it('shows no secret when it is printed', () => {
    expect(inspect(keyring, { depth: null, showHidden: true })).not.toContain(first.secret);
  });
});

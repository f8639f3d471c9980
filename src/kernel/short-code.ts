import { randomInt } from 'node:crypto';

/** Crockford's base 32 without its vowels A and E: codes spell no words, and I, L, O, U are not in it either. */
const alphabet = '0123456789BCDFGHJKMNPQRSTVWXYZ';
const length = 8;

/** A code that people read out and write down, as in `K7M4-9QTX`: random, one of 30^8. It proves nothing. */
export function newCode(): string {
  const characters = Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length)));
  return withHyphen(characters.join(''));
}

/** The code that these bytes, at least 8, always give; as hard to foresee as they are, up to one of 30^8. */
export function codeOf(bytes: Uint8Array): string {
  let number = Buffer.from(bytes).readBigUInt64BE();
  const base = BigInt(alphabet.length);
  const characters = Array.from({ length }, () => {
    const character = alphabet.charAt(Number(number % base));
    number /= base;
    return character;
  });
  return withHyphen(characters.join(''));
}

/** The code that somebody meant: small letters, O for 0, I or L for 1, hyphens and spaces anywhere. Else null. */
export function normalizeCode(text: string): string | null {
  const characters = text
    .replace(/[\s\u2010-\u2015-]/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return characters.length === length && Array.from(characters).every((character) => alphabet.includes(character))
    ? withHyphen(characters)
    : null;
}

function withHyphen(characters: string): string {
  return `${characters.slice(0, 4)}-${characters.slice(4)}`;
}

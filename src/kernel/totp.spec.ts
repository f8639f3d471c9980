import { describe, expect, it } from '@jest/globals';
import { base32, matchingStep, totpCode, totpStep } from './totp.js';

const secret = Buffer.from('12345678901234567890');

describe('a code by time', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('is that of RFC 6238, appendix B, at %i seconds', (seconds, code) => {
    expect(totpCode(secret, totpStep(new Date(seconds * 1000)))).toBe(code);
  });

  it('is taken one step early and late, and no more', () => {
    const at = (seconds: number) => matchingStep(secret, '081804', new Date((1111111109 + seconds) * 1000));
    expect([-60, -30, 0, 30, 60].map((seconds) => at(seconds) !== null)).toEqual([false, true, true, true, false]);
    expect(['', '81804', '0818040', '08180a'].map((code) => matchingStep(secret, code, new Date(0)))).toEqual(
      Array(4).fill(null),
    );
  });

  it('has a secret that apps can read', () => {
    expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => base32(Buffer.from(text)))).toEqual([
      ...['', 'MY', 'MZXQ', 'MZXW6', 'MZXW6YQ', 'MZXW6YTB', 'MZXW6YTBOI'],
    ]);
  });
});

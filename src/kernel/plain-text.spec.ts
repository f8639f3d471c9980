import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cleanText } from './plain-text.js';

const limits = { maxLength: 200 };

describe('cleanText', () => {
  it.each([
    ['  Jl. A. Yani   No. 84\u00a0 Kandangan ', 'Jl. A. Yani No. 84 Kandangan'],
    ['Cafe\u0301', 'Caf\u00e9'],
    ['<b>{{7*7}}</b> =1+1 ${x}', '<b>{{7*7}}</b> =1+1 ${x}'],
    ['Kerupuk 👩‍🍳 ☎️ 👨🏽‍🌾', 'Kerupuk 👩‍🍳 ☎️ 👨🏽‍🌾'],
    ['トゥタン', 'トゥタン'],
    ['', ''],
    [' \n ', ''],
  ])('stores %j as %j', (text, stored) => {
    expect(cleanText(text, limits)).toEqual({ ok: true, text: stored });
  });

  it.each([
    ['a\u0000b', 'NUL'],
    ['a\u001bb', 'escape'],
    ['a\u0085b', 'a C1 control'],
    ['a\nb', 'a line break in a single line'],
    ['a\tb', 'a tab'],
    ['a\ud800b', 'a lone surrogate'],
    ['a\u202eb', 'a bidi override'],
    ['a\u2066b', 'a bidi isolate'],
    ['a\u200bb', 'a zero-width space'],
    ['a\u200db', 'a joiner outside an emoji'],
    ['👩\u200db', 'a joiner after an emoji alone'],
    ['a\ufe0fb', 'a variation selector outside an emoji'],
    ['a\u2060b', 'a word joiner'],
    ['a\u00adb', 'a soft hyphen'],
    ['a\ufeffb', 'a byte order mark inside'],
    ['a\u2028b', 'a line separator'],
    ['a\u3164b', 'a Hangul filler'],
    ['a\ue000b', 'a private character'],
    ['a\ufffeb', 'a noncharacter'],
    ['a\u{e0041}b', 'a tag'],
  ])('refuses %j: %s', (text) => {
    expect(cleanText(text, limits)).toEqual({ ok: false, code: 'text_chars' });
  });

  it('keeps the lines of a longer text, with one kind of line break', () => {
    expect(
      cleanText('Baris satu \r\n\tBaris  dua\rBaris tiga\n\n\nAkhir\n', { maxLength: 200, lines: 'many' }),
    ).toEqual({
      ok: true,
      text: 'Baris satu\nBaris dua\nBaris tiga\n\n\nAkhir',
    });
    expect(cleanText('satu\n\u0000dua', { maxLength: 200, lines: 'many' })).toEqual({ ok: false, code: 'text_chars' });
  });

  it('counts code points after normalisation', () => {
    expect(cleanText('🌾'.repeat(5), { maxLength: 5 })).toEqual({ ok: true, text: '🌾'.repeat(5) });
    expect(cleanText('e\u0301'.repeat(5), { maxLength: 5 })).toEqual({ ok: true, text: 'é'.repeat(5) });
    expect(cleanText('abcdef', { maxLength: 5 })).toEqual({ ok: false, code: 'text_too_long', params: { max: 5 } });
  });

  it('leaves alone what it has cleaned once, in one line or many', () => {
    const texts = fc.string({
      unit: fc.oneof(fc.constantFrom(' ', '\n', '\t', '\r\n', '\u00a0'), fc.string({ unit: 'binary', maxLength: 1 })),
    });
    fc.assert(
      fc.property(texts, fc.constantFrom('one' as const, 'many' as const), (text, lines) => {
        const once = cleanText(text, { maxLength: 200, lines });
        if (!once.ok) return;
        expect(Buffer.from(once.text).toString()).toBe(once.text);
        expect(cleanText(once.text, { maxLength: 200, lines })).toEqual(once);
      }),
    );
  });
});

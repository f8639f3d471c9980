import { describe, expect, it } from '@jest/globals';
import { fileName, headerName, subjectLine } from './header-text.js';

describe('header text', () => {
  it.each(['a\r\nBcc: evil@x.example', 'a\nb', 'a\rb', 'a\u0000b', 'a\u2028b', 'a\u0085b', 'a\u001bb'])(
    'is one line without control characters: %j',
    (text) => {
      for (const clean of [headerName, subjectLine, fileName]) expect(clean(text)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    },
  );

  it('leaves an emoji of several pictures whole, and no joiner elsewhere', () => {
    expect(headerName('Siti 👩🏽\u200d🍳 Rahmah')).toBe('Siti 👩🏽\u200d🍳 Rahmah');
    expect(headerName('Siti\u200dRahmah 👩\u200d')).toBe('Siti Rahmah 👩');
  });

  it('is cut between characters, never within one', () => {
    expect(Array.from(headerName('😀'.repeat(8_192)))).toHaveLength(150);
    expect(subjectLine('x'.repeat(500))).toBe(`${'x'.repeat(119)}…`);
    expect(subjectLine('x'.repeat(120))).toBe('x'.repeat(120));
  });

  it('names no folder', () => {
    expect(fileName('../../etc/passwd')).not.toContain('/');
  });
});

import { describe, expect, it } from '@jest/globals';
import * as fontkit from 'fontkit';
import { readFileSync } from 'node:fs';
import { fitText, type FittedText } from './fit-text.js';
import { fonts } from './fonts.js';

const room = { width: 600, largest: 34, wrapBelow: 22, lines: 2 };
const file = fonts.Serif.bold;
const font = fontkit.create(readFileSync(file)) as fontkit.Font;

function widths({ text, size }: FittedText): number[] {
  return text.split('\n').map((line) => (font.layout(line).advanceWidth / font.unitsPerEm) * size);
}

describe('a text that must fit', () => {
  it('has the largest size while it fits on one line', () => {
    expect(fitText('Siti', file, room)).toEqual({ text: 'Siti', size: 34 });
  });

  it('shrinks before it breaks', () => {
    const fitted = fitText('Hj. Noor Aisyah binti H. Muhammad Syarif', file, room);
    expect(fitted.text).not.toContain('\n');
    expect(fitted.size).toBeLessThan(34);
    expect(fitted.size).toBeGreaterThanOrEqual(22);
  });

  it('breaks between words into lines of about the same length', () => {
    const name = 'Hj. Noor Aisyah binti H. Muhammad Syarifuddin Abdurrahman Al-Banjari, S.E., M.M., Ak., CA.';
    const fitted = fitText(name, file, room);
    expect(fitted.text.replaceAll('\n', ' ')).toBe(name);
    const [first = 0, second = 0] = widths(fitted);
    expect(Math.abs(first - second)).toBeLessThan(120);
  });

  it.each([
    ['120 letters without a space', 'W'.repeat(120)],
    ['200 letters without a space', 'W'.repeat(200)],
    ['200 letters in words', 'Banjar '.repeat(29).slice(0, 200).trim()],
    ['one letter', 'A'],
  ])('keeps %s within its lines and its width', (_, text) => {
    const fitted = fitText(text, file, room);
    expect(fitted.text.replaceAll(/\s/g, '')).toBe(text.replaceAll(' ', ''));
    expect(fitted.text.split('\n').length).toBeLessThanOrEqual(2);
    for (const width of widths(fitted)) expect(width).toBeLessThanOrEqual(600);
  });

  it('takes line feeds and other controls for spaces', () => {
    expect(fitText('Siti\n\u0007 Aminah', file, room).text).toBe('Siti Aminah');
    expect(fitText(' ', file, room).text).toBe('');
  });
});

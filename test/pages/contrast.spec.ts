import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicFolder } from '../../src/http/templates-folder.js';

const css = readFileSync(join(publicFolder, 'bina.css'), 'utf8');

/** The colour tokens of the light theme, or those with the dark theme's over them. */
function tokens(theme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const [light = '', dark = ''] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, body]) => body);
  const read = (body = '') =>
    [...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name!, colour!] as const);
  return new Map(theme === 'light' ? read(light) : [...read(light), ...read(dark)]);
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const texts = [
  ...['ink', 'quiet', 'brand', 'bad', 'gold'].flatMap((ink) => ['paper', 'ground'].map((under) => [ink, under])),
  ['brand-ink', 'brand'],
  ['brand', 'brand-soft'],
  ['ink', 'brand-soft'],
  ['gold', 'gold-soft'],
  ['ink', 'gold-soft'],
  ['bad', 'bad-soft'],
  ['ink', 'bad-soft'],
];
const edges = [
  ['edge', 'paper'],
  ['edge', 'ground'],
  ['gold', 'paper'],
  ['gold', 'ground'],
];

describe.each(['light', 'dark'] as const)('the colours of the %s theme', (theme) => {
  const colour = (name = '') => tokens(theme).get(name) ?? 'unknown';

  it('know black on white', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it.each(texts)('let %s be read on %s (4.5:1)', (ink, under) => {
    expect(contrast(colour(ink), colour(under))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(edges)('let %s be seen against %s (3:1)', (edge, under) => {
    expect(contrast(colour(edge), colour(under))).toBeGreaterThanOrEqual(3);
  });
});

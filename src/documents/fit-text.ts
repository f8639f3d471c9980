import * as fontkit from 'fontkit';
import { readFileSync } from 'node:fs';

interface MeasuringFont {
  readonly unitsPerEm: number;
  layout(text: string): { readonly advanceWidth: number };
}

const loaded = new Map<string, MeasuringFont>();

function fontAt(file: string): MeasuringFont {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const font = fontkit.create(readFileSync(file)) as MeasuringFont;
  loaded.set(file, font);
  return font;
}

export interface Room {
  /** In points. */
  readonly width: number;
  readonly largest: number;
  readonly smallest: number;
}

export interface FittedText {
  /** One line or several, in order. */
  readonly lines: readonly string[];
  /** In points. */
  readonly size: number;
}

/**
 * The largest size at which a text stands on one line; if even the smallest is too wide, the smallest on as many lines
 * as it takes, broken between words, and within a word that is wider than the room.
 */
export function fitText(text: string, fontFile: string, room: Room): FittedText {
  const font = fontAt(fontFile);
  const widthAtOne = (part: string) => font.layout(part).advanceWidth / font.unitsPerEm;
  const size = Math.min(room.largest, Math.floor((room.width / widthAtOne(text)) * 2) / 2);
  if (size >= room.smallest) return { lines: [text], size };
  const fits = (part: string) => widthAtOne(part) * room.smallest <= room.width;
  return { lines: brokenLines(text, fits), size: room.smallest };
}

function brokenLines(text: string, fits: (part: string) => boolean): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => brokenWord(one, fits))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function brokenWord(word: string, fits: (part: string) => boolean): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && !fits(part + character)) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

import { parsedFont } from './parsed-fonts.js';

export interface Room {
  /** In points, as are the sizes. */
  readonly width: number;
  readonly largest: number;
  /** The size below which another line is better than smaller letters. */
  readonly wrapBelow: number;
  /** The most lines there may be. */
  readonly lines: number;
}

export interface FittedText {
  /** With a line feed between its lines. */
  readonly text: string;
  /** In points. */
  readonly size: number;
}

/** Nobody reads less: a text that doesn't fit even so gets more lines than it may have. */
const smallest = 4;
const step = 0.5;

type Measure = (text: string) => number;

/**
 * The largest size at which a text stands on one line; when that would be too small, the largest at which it stands on
 * the lines it may have, all about equally long. It breaks between words, and within a word that is wider than the room.
 */
export function fitText(text: string, fontFile: string, room: Room): FittedText {
  const font = parsedFont(fontFile);
  const measure = remembering((part) => font.layout(part).advanceWidth / font.unitsPerEm);
  const words = text.split(/[\s\p{Cc}]+/u).filter((word) => word !== '');
  for (let size = room.largest; size > smallest; size -= step) {
    const lines = brokenLines(words, room.width / size, measure);
    const allowed = size >= room.wrapBelow ? 1 : room.lines;
    if (lines.length <= allowed) return { text: balanced(words, room.width / size, measure), size };
  }
  return { text: balanced(words, room.width / smallest, measure), size: smallest };
}

function remembering(measure: Measure): Measure {
  const known = new Map<string, number>();
  return (text) => {
    const width = known.get(text) ?? measure(text);
    known.set(text, width);
    return width;
  };
}

/** Lines no wider than `width`, which is in ems. */
function brokenLines(words: readonly string[], width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  for (const word of words.flatMap((one) => brokenWord(one, width, measure))) {
    const wordWidth = measure(word);
    const longer = lineWidth + measure(' ') + wordWidth;
    if (line !== '' && longer > width) lines.push(line);
    const joins = line !== '' && longer <= width;
    line = joins ? `${line} ${word}` : word;
    lineWidth = joins ? longer : wordWidth;
  }
  return line === '' ? lines : [...lines, line];
}

function brokenWord(word: string, width: number, measure: Measure): string[] {
  if (measure(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  let partWidth = 0;
  for (const character of word) {
    const characterWidth = measure(character);
    if (part !== '' && partWidth + characterWidth > width) {
      parts.push(part);
      part = '';
      partWidth = 0;
    }
    part += character;
    partWidth += characterWidth;
  }
  return [...parts, part];
}

/** As many lines as the full width needs, in the narrowest block that needs no more. */
function balanced(words: readonly string[], width: number, measure: Measure): string {
  const { length } = brokenLines(words, width, measure);
  let [narrow, wide] = [0, width];
  for (let halving = 0; halving < 10; halving += 1) {
    const middle = (narrow + wide) / 2;
    if (brokenLines(words, middle, measure).length > length) narrow = middle;
    else wide = middle;
  }
  return brokenLines(words, wide, measure).join('\n');
}

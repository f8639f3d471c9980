export interface TextLimits {
  /** In Unicode code points, after normalisation. */
  readonly maxLength: number;
  /** `one` refuses line breaks and tabs inside the text; `many` keeps breaks as `\n`. */
  readonly lines?: 'one' | 'many';
}

export type TextReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: 'text_chars' }
  | { readonly ok: false; readonly code: 'text_too_long'; readonly params: { readonly max: number } };

/**
 * What cannot be seen or stored alike everywhere: controls and NUL, lone surrogates, marks of direction, zero-width
 * characters and other invisible ones, separators of lines, private and forbidden code points.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;

/** The invisible parts of an emoji: its colour selector, and the joiner between two pictures. */
const emojiParts =
  /(?<=\p{Emoji})\ufe0f|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})/gu;

/**
 * Free text as it is stored: in Unicode NFC, trimmed, each run of spaces one space. Empty text is fine here: whether a
 * field must be filled is for its form to say.
 */
export function cleanText(text: string, { maxLength, lines = 'one' }: TextLimits): TextReading {
  const cleaned = lines === 'one' ? cleanLine(text) : cleanLines(text);
  if (hasUnseenCharacters(lines === 'one' ? cleaned : cleaned.replaceAll('\n', ''))) {
    return { ok: false, code: 'text_chars' };
  }
  return lengthOf(cleaned) > maxLength
    ? { ok: false, code: 'text_too_long', params: { max: maxLength } }
    : { ok: true, text: cleaned };
}

/** In NFC, trimmed, each run of spaces one space; line breaks and tabs inside are left to be refused. */
export function cleanLine(text: string): string {
  return text
    .normalize('NFC')
    .trim()
    .replace(/\p{Zs}+/gu, ' ');
}

export function hasUnseenCharacters(text: string): boolean {
  return unseen.test(text.replace(emojiParts, ''));
}

/** In code points, as PostgreSQL counts a varchar. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

function cleanLines(text: string): string {
  const lines = text.replaceAll('\t', ' ').split(/\r\n|\r|\n/);
  return lines.map(cleanLine).join('\n').trim();
}

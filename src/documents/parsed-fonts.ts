import { createRequire } from 'node:module';

/** Fonts as the PDF library's own copy of fontkit knows them. */
interface ParsedFont {
  readonly unitsPerEm: number;
  layout(text: string): { readonly advanceWidth: number };
}

interface Fontkit {
  openSync(file: string): ParsedFont;
  registerFormat(format: unknown): void;
}

const require = createRequire(import.meta.url);
const sign = 'bina:';
let loaded: Fontkit | undefined;

/** Loaded with the first document, as the PDF library is. */
function fontkit(): Fontkit {
  if (loaded !== undefined) return loaded;
  loaded = require('fontkit') as Fontkit;
  loaded.registerFormat(knownFont);
  return loaded;
}

const parsed = new Map<string, ParsedFont>();

/** Reads and parses a typeface once in the life of the process. */
export function parsedFont(file: string): ParsedFont {
  const known = parsed.get(file) ?? fontkit().openSync(file);
  parsed.set(file, known);
  return known;
}

/**
 * A format of font file that says no more than where the typeface is, so that a document takes the parsed one: parsing
 * anew takes most of the time of a page. Each document has its own glyphs, since they remember the letters for which
 * they were first asked, and one document must not decide what another one's text is copied as.
 */
const knownFont = Object.assign(
  function ({ buffer }: { readonly buffer: Uint8Array }): ParsedFont {
    const file = Buffer.from(buffer).toString('utf8', sign.length);
    return Object.assign(Object.create(parsedFont(file)) as ParsedFont, { _glyphs: {} });
  },
  { probe: (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8', 0, sign.length) === sign },
);

/** What stands for a typeface where the bytes of its file are asked for. */
export function fontReference(file: string): Buffer {
  fontkit();
  return Buffer.from(`${sign}${file}`);
}

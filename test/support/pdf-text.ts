import { inflateSync } from 'node:zlib';

interface PdfObject {
  readonly head: string;
  /** Inflated, as Latin-1. */
  readonly stream: string;
}

/**
 * The text of each page of a PDF as our writer makes them (no object streams), one line for each height.
 */
export function pdfPages(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  return [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head)).map((page) => textOf(page, objects));
}

/** All that the file says apart from the bytes of its fonts, to look for what must not be in it. */
export function pdfSource(pdf: Buffer): string {
  return [...objectsOf(pdf).values()].map(({ head, stream }) => `${head}\n${stream}`).join('\n');
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const source = pdf.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const [, id = '', body = ''] of source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const start = body.indexOf('\nstream\n');
    const head = start < 0 ? body : body.slice(0, start);
    const stream = start < 0 ? '' : body.slice(start + 8, body.lastIndexOf('\nendstream'));
    objects.set(id, { head, stream: head.includes('/FlateDecode') ? inflated(stream) : stream });
  }
  return objects;
}

function inflated(stream: string): string {
  return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
}

function reference(head: string, key: string): string {
  return new RegExp(`/${key} \\[?(\\d+) 0 R`).exec(head)?.[1] ?? '';
}

type Objects = ReadonlyMap<string, PdfObject>;

/** The letters of each glyph of each font that a page uses. */
function fontsOf(page: PdfObject, objects: Objects): Map<string, string[]> {
  const resources = objects.get(reference(page.head, 'Resources'))?.head ?? '';
  const fonts = new Map<string, string[]>();
  for (const [, name = '', id = ''] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const toUnicode = reference(objects.get(id)?.head ?? '', 'ToUnicode');
    fonts.set(name, lettersOf(objects.get(toUnicode)?.stream ?? ''));
  }
  return fonts;
}

function textOf(page: PdfObject, objects: Objects): string {
  const fonts = fontsOf(page, objects);
  const content = objects.get(reference(page.head, 'Contents'))?.stream ?? '';
  const runs: string[] = [];
  let font: string[] = [];
  let height = '';
  for (const [, at, name, run] of content.matchAll(/([\d.]+) Tm|\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (at !== undefined) {
      runs.push(at === height ? between(runs.at(-1)) : '\n');
      height = at;
    }
    if (name !== undefined) font = fonts.get(name) ?? [];
    if (run !== undefined)
      runs.push(
        glyphs(run)
          .map((glyph) => font[glyph] ?? '\ufffd')
          .join(''),
      );
  }
  return runs.join('').replaceAll(/ +/g, ' ').replaceAll(/ ?\n/g, '\n').trim();
}

/** Each word is a run; one with a slash or a dash within is several. */
function between(run = ''): string {
  return /\S[/–-]$/.test(run) ? '' : ' ';
}

function glyphs(run: string): number[] {
  const hex = [...run.matchAll(/<([0-9a-f]*)>/g)].map(([, part]) => part).join('');
  return (hex.match(/.{4}/g) ?? []).map((code) => Number.parseInt(code, 16));
}

/** What each glyph stands for, ligatures as all their letters. */
function lettersOf(toUnicode: string): string[] {
  const list: string[] = [];
  for (const [, first = '', targets = ''] of toUnicode.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    const start = Number.parseInt(first, 16);
    [...targets.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, hex = ''], index) => {
      list[start + index] = Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le');
    });
  }
  return list;
}

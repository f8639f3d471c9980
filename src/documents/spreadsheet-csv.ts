import { parse } from 'csv-parse/sync';
import { Refusal } from '../kernel/problems.js';
import type { Sheet } from './sheet.js';

const separators = [';', '\t', ','] as const;
const sampleLines = 20;

/** A text file with one row on each line, as Excel and others write it. */
export function readCsv(bytes: Buffer): Sheet {
  const text = decoded(bytes);
  if (text.includes('\0')) throw new Refusal('file_unreadable');
  const named = /^sep=(.)\r?\n/i.exec(text);
  const delimiter = named?.[1] ?? separatorOf(text);
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    });
    const first = named === null ? 0 : 1;
    return {
      name: null,
      others: 0,
      rows: rows.slice(first).map((cells, index) => ({ number: index + 1 + first, cells })),
    };
  } catch {
    throw new Refusal('file_unreadable');
  }
}

function decoded(bytes: Buffer): string {
  const head = bytes.readUInt16BE(0);
  if (bytes.length > 1 && (head === 0xfffe || head === 0xfeff)) {
    return new TextDecoder(head === 0xfffe ? 'utf-16le' : 'utf-16be').decode(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The one that parts most lines; of equals, the semicolon of Indonesian settings before the comma in names. */
function separatorOf(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).slice(0, sampleLines);
  const counts = separators.map((separator) => ({
    separator,
    lines: lines.filter((line) => unquoted(line).includes(separator)).length,
  }));
  return counts.reduce((best, one) => (one.lines > best.lines ? one : best)).separator;
}

function unquoted(line: string): string {
  return line.replaceAll(/"[^"]*"/g, '');
}

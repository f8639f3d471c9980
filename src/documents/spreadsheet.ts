import { Refusal } from '../kernel/problems.js';
import type { Sheet, SheetRow } from './sheet.js';
import { readCsv } from './spreadsheet-csv.js';
import { readWorkbook } from './spreadsheet-workbook.js';

export const mostSheetBytes = 5 * 1024 * 1024;
export const mostSheetRows = 5_000;
const mostColumns = 100;
/** Longer than any field takes, so that a longer text is still told to be too long. */
const longestCell = 2_000;

/**
 * Reads a spreadsheet: XLSX, or text with semicolons, commas or tabs in UTF-8, UTF-16 or Windows-1252; of several sheets
 * the first that is shown and holds something. Formulas are read as their results. Throws the refusals `file_empty`,
 * `file_too_large`, `file_too_much`, `file_too_many_rows`, `file_old_excel`, `file_locked` and `file_unreadable`.
 */
export async function readSpreadsheet(bytes: Buffer): Promise<Sheet> {
  if (bytes.length === 0) throw new Refusal('file_empty');
  if (bytes.length > mostSheetBytes) throw new Refusal('file_too_large', { megabytes: mostSheetBytes / 1024 / 1024 });
  const { rows, ...sheet } = isZip(bytes) ? await readWorkbook(bytes) : readCsv(textFile(bytes));
  const filled = rows.map(tidy).filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (filled.length === 0) throw new Refusal('file_empty');
  if (filled.length > mostSheetRows) throw new Refusal('file_too_many_rows', { most: mostSheetRows });
  return { ...sheet, rows: filled };
}

function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));
}

/** Old Excel files and those with a password begin alike. */
function textFile(bytes: Buffer): Buffer {
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw new Refusal('file_old_excel');
  return bytes;
}

function tidy({ number, cells }: SheetRow): SheetRow {
  return { number, cells: cells.slice(0, mostColumns).map((cell) => cell.trim().slice(0, longestCell)) };
}

import type ExcelJS from 'exceljs';
import { Refusal } from '../kernel/problems.js';
import type { Sheet, SheetRow } from './sheet.js';
import { unpackWithin } from './zip-limits.js';

/** What our spreadsheet library takes a few hundred megabytes for. */
const limits = { unpackedBytes: 50 * 1024 * 1024, entries: 1_000 };
const mostCells = 400_000;

/** From here on a number has more digits than a spreadsheet keeps. */
const lossyFrom = 1e15;

/** An XLSX file. It is unpacked within limits before the library, which knows none, sees it. */
export async function readWorkbook(bytes: Buffer): Promise<Sheet> {
  const parts = await unpackWithin(bytes, limits);
  if (!parts.has('xl/workbook.xml')) throw new Refusal('file_unreadable');
  requireFewCells(parts);
  const workbook = await loaded(bytes);
  const shown = workbook.worksheets.filter(({ state }) => state === 'visible');
  const filled = shown.map((sheet) => ({ sheet, rows: rowsOf(sheet) })).filter(({ rows }) => rows.length > 0);
  const [first, ...others] = filled;
  if (first === undefined) throw new Refusal('file_empty');
  return { name: first.sheet.name, others: others.length, rows: first.rows };
}

async function loaded(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  try {
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    return workbook;
  } catch {
    throw new Refusal('file_unreadable');
  }
}

function requireFewCells(parts: ReadonlyMap<string, Buffer>): void {
  let cells = 0;
  for (const [name, xml] of parts) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/i.test(name)) continue;
    for (let at = xml.indexOf('<c '); at >= 0; at = xml.indexOf('<c ', at + 3)) cells += 1;
    if (cells > mostCells) throw new Refusal('file_too_much');
  }
}

function rowsOf(sheet: ExcelJS.Worksheet): SheetRow[] {
  const rows: SheetRow[] = [];
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cells[column - 1] = textOf(cell.value);
    });
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ number, cells: Array.from(cells, (cell) => cell) });
  });
  return rows;
}

/** As one reads it; a number that has lost digits as spreadsheets show it. */
export function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return numberText(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  return typeof value === 'object' ? textOfObject(value) : String(value);
}

function textOfObject(value: object): string {
  if ('richText' in value) return (value as ExcelJS.CellRichTextValue).richText.map(({ text }) => text).join('');
  if ('error' in value) return String(value.error);
  if ('text' in value) return textOf((value as ExcelJS.CellHyperlinkValue).text);
  if ('result' in value) return textOf((value as ExcelJS.CellFormulaValue).result);
  return '';
}

function numberText(value: number): string {
  if (Math.abs(value) < lossyFrom) return String(value);
  return value.toExponential(14).replace('e', 'E').replace(/0+E/, 'E');
}

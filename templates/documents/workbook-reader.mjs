/**
 * Reads an XLSX file in a process of its own, which its owner ends when it takes too long or too much memory: a few
 * kilobytes can ask our spreadsheet library for a billion rows or cells.
 */
import excel from 'exceljs';
import { Buffer } from 'node:buffer';
import process from 'node:process';

/** From here on a number has more digits than a spreadsheet keeps. */
const lossyFrom = 1e15;

/** No spreadsheet has more, and going through those that are not there takes long. */
const mostRows = 1_048_576;

/** Nothing of it is read, and lists to choose from are often given to whole columns. */
const ignoreNodes = ['dataValidations', 'conditionalFormatting', 'cols', 'autoFilter', 'extLst', 'drawing', 'tableParts'];

class Refused extends Error {}

async function loaded(bytes) {
  const workbook = new excel.Workbook();
  try {
    await workbook.xlsx.load(Buffer.from(bytes), { ignoreNodes });
    return workbook;
  } catch {
    throw new Refused('file_unreadable');
  }
}

function rowsOf(sheet) {
  if (sheet.rowCount > mostRows) throw new Refused('file_unreadable');
  const rows = [];
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cells[column - 1] = textOf(cell.value);
    });
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ number, cells: Array.from(cells, (cell) => cell ?? '') });
  });
  return rows;
}

/** As one reads it; a number that has lost digits as spreadsheets show it. */
function textOf(value) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return numberText(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  return typeof value === 'object' ? textOfObject(value) : String(value);
}

function textOfObject(value) {
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('error' in value) return String(value.error);
  if ('text' in value) return textOf(value.text);
  if ('result' in value) return textOf(value.result);
  return '';
}

function numberText(value) {
  if (Math.abs(value) < lossyFrom) return String(value);
  return value.toExponential(14).replace('e', 'E').replace(/0+E/, 'E');
}

async function read(bytes) {
  const workbook = await loaded(bytes);
  const shown = workbook.worksheets.filter(({ state }) => state === 'visible');
  const filled = shown.map((sheet) => ({ sheet, rows: rowsOf(sheet) })).filter(({ rows }) => rows.length > 0);
  const [first, ...others] = filled;
  if (first === undefined) throw new Refused('file_empty');
  return { name: first.sheet.name, others: others.length, rows: first.rows };
}

process.once('message', (bytes) => {
  read(bytes).then(
    (sheet) => process.send({ sheet }),
    (error) => process.send({ refused: error instanceof Refused ? error.message : 'file_unreadable' }),
  );
});

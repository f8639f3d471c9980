/**
 * Writes workbooks in a thread of its own, one after the other. It is told of one by `{ open }`, `{ sheet }`, `{ rows }`
 * and `{ close }`, and answers each as soon as it is done: `{ taken: true }`, `{ bytes }` for the last, or `{ failed }`.
 * What is written of a row is compressed and gone.
 */
import excel from 'exceljs';
import { Buffer } from 'node:buffer';
import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';

const white = { argb: 'FFFFFFFF' };
const green = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF0D5C4A' } };

const fonts = {
  title: { bold: true, size: 14 },
  head: { bold: true, color: white },
  total: { bold: true },
  note: { italic: true },
};

const printed = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 };

/** The workbook in hand, its parts that are compressed, its sheet in hand, and the styles of that sheet's columns. */
let workbook;
let parts;
let sheet;
let styles;
let tableRows;

function open({ title, creator, madeAt }) {
  parts = [];
  sheet = undefined;
  const stream = new Writable({
    write: (part, _, written) => {
      parts.push(part);
      written();
    },
  });
  workbook = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  Object.assign(workbook, { title, creator, lastModifiedBy: creator, created: madeAt, modified: madeAt });
}

function addSheet({ name, columns, isTable, notice }) {
  endSheet();
  const table = isTable ? { views: [{ state: 'frozen', ySplit: 1 }], pageSetup: printed } : {};
  const headerFooter = notice === undefined ? {} : { oddFooter: `&L${notice}&R&P/&N` };
  sheet = workbook.addWorksheet(name, { ...table, headerFooter });
  styles = columns.map(({ format, wraps }) => ({
    ...(format === undefined ? {} : { numFmt: format }),
    ...(wraps === true ? { alignment: { vertical: 'top', wrapText: true } } : {}),
  }));
  sheet.columns = columns.map(({ width }, column) => ({ width, style: styles[column] }));
  tableRows = isTable ? 1 : null;
}

/** The cells of a column share one style, which the library looks up once: a style for each takes half of the time. */
function addRow({ cells, look }) {
  const row = sheet.addRow(cells);
  if (look === null) {
    row.eachCell((cell, column) => (cell.style = styles[column - 1] ?? {}));
    if (tableRows !== null) tableRows += 1;
  } else {
    row.font = fonts[look];
    if (look === 'head') row.eachCell((cell) => Object.assign(cell, headCell));
  }
  row.commit();
}

const headCell = { fill: green, alignment: { vertical: 'middle', wrapText: true } };

function endSheet() {
  if (sheet === undefined) return;
  const right = styles.length;
  if (tableRows !== null) sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: tableRows, column: right } };
  sheet.commit();
}

async function close() {
  endSheet();
  await workbook.commit();
  const bytes = Buffer.concat(parts);
  workbook = parts = sheet = undefined;
  return bytes;
}

async function answer(message) {
  if (message.open !== undefined) open(message.open);
  if (message.sheet !== undefined) addSheet(message.sheet);
  for (const row of message.rows ?? []) addRow(row);
  await setImmediate();
  return message.close === true ? { bytes: await close() } : { taken: true };
}

parentPort.on('message', (message) => {
  answer(message).then(
    (done) => parentPort.postMessage(done),
    (error) => parentPort.postMessage({ failed: String(error.stack) }),
  );
});

import { beforeAll, describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { zipFile } from '../../test/support/zip-file.js';
import { Refusal } from '../kernel/problems.js';
import { readSpreadsheet } from './spreadsheet.js';
import { unpackWithin } from './zip-limits.js';

const sheetName = 'xl/worksheets/sheet1.xml';
const afterRows = (xml: string, more: string) => xml.replace('</sheetData>', `</sheetData>${more}`);
const lastRow = (xml: string, row: string) => xml.replace('</sheetData>', `${row}</sheetData>`);

describe('a workbook of a few kilobytes', () => {
  let parts: ReadonlyMap<string, Buffer>;

  beforeAll(async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('Peserta').addRow(['Siti', 'Kue']);
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    parts = await unpackWithin(bytes, { unpackedBytes: 1_000_000, entries: 100 });
  });

  /** What is read of it, once its sheet was changed: its cells, or the code of the refusal. */
  async function read(change: (xml: string) => string): Promise<unknown> {
    const changed = new Map(parts).set(sheetName, Buffer.from(change(parts.get(sheetName)!.toString())));
    const zip = zipFile(changed);
    expect(zip.length).toBeLessThan(100_000);
    return readSpreadsheet(zip).then(
      ({ rows }) => rows.map(({ cells }) => cells),
      (error: unknown) => (error instanceof Refusal ? error.code : error),
    );
  }

  it('is read as it is', async () => {
    expect(await read((xml) => xml)).toEqual([['Siti', 'Kue']]);
  });

  it.each([
    [
      'a list to choose from in each of its cells',
      '<dataValidations><dataValidation type="whole" sqref="A1:XFD1048576"/></dataValidations>',
    ],
    ['a colour for each of its cells', '<conditionalFormatting sqref="A1:XFD1048576"/>'],
  ])('is read although it has %s', async (_, more) => {
    expect(await read((xml) => afterRows(xml, more))).toEqual([['Siti', 'Kue']]);
  });

  it('is read although it has widths for columns that no spreadsheet has', async () => {
    const cols = '<cols><col min="1" max="99999999" width="9"/></cols>';
    expect(await read((xml) => xml.replace('<sheetData>', `${cols}<sheetData>`))).toEqual([['Siti', 'Kue']]);
  });

  it.each([
    ['a row that no spreadsheet has', '<row r="999999999"><c r="A999999999"><v>1</v></c></row>'],
    ['a column that no spreadsheet has', '<row r="9"><c r="ZZZZZZ9"><v>1</v></c></row>'],
    ['cells without a place', `<row r="9">${'<c><v>1</v></c>'.repeat(500_000)}</row>`],
  ])('is refused for %s', async (_, row) => {
    expect(await read((xml) => lastRow(xml, row))).toBe('file_unreadable');
  });

  it('is refused when its cells are all one, and keeps the process from nothing else', async () => {
    const merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>';
    const state = { rounds: 0, over: false };
    const reading = read((xml) => afterRows(xml, merged)).finally(() => {
      state.over = true;
    });
    while (!state.over) {
      await new Promise((resolve) => setImmediate(resolve));
      state.rounds += 1;
    }
    expect(await reading).toBe('file_too_much');
    expect(state.rounds).toBeGreaterThan(1_000);
  }, 40_000);
});

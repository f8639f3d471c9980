import { describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { listCsv, renderListWorkbook, type ListView } from './list-files.js';

const list: ListView = {
  title: 'Peserta: Angkatan I/II',
  columns: ['Nomor', 'Nama'],
  rows: [
    ['0012', '=HYPERLINK("x")'],
    ['K7M4-9QTX', 'Rusdi; anak'],
  ],
  footer: 'Diunduh oleh Noor Aini',
  madeAt: new Date('2026-10-05T00:00:00.000Z'),
};

async function sheetOf(view: ListView): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await renderListWorkbook(view)) as unknown as ArrayBuffer);
  return workbook.worksheets[0]!;
}

describe('a list to take away', () => {
  it('is a sheet of texts with a head, filters and who took it', async () => {
    const sheet = await sheetOf(list);
    const rows = [1, 2, 3, 4, 5].map((row) => [1, 2].map((column) => sheet.getCell(row, column).value));
    expect(rows).toEqual([
      ['Nomor', 'Nama'],
      ['0012', '=HYPERLINK("x")'],
      ['K7M4-9QTX', 'Rusdi; anak'],
      [null, null],
      ['Diunduh oleh Noor Aini', null],
    ]);
    expect([sheet.name, sheet.autoFilter]).toEqual(['Peserta  Angkatan I II', 'A1:B3']);
  });

  it('freezes its head, which looks as in every report', async () => {
    const sheet = await sheetOf(list);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    for (const address of ['A1', 'B1']) {
      const { font, fill, alignment } = sheet.getCell(address);
      expect({ font, fill, alignment }).toMatchObject({
        font: { bold: true, color: { argb: 'FFFFFFFF' } },
        fill: { pattern: 'solid', fgColor: { argb: 'FF0D5C4A' } },
        alignment: { vertical: 'middle', wrapText: true },
      });
    }
    expect(sheet.getCell('A5').font).toMatchObject({ italic: true });
  });

  it('has texts only, also where somebody types on', async () => {
    const sheet = await sheetOf(list);
    const { type, numFmt, alignment, formula } = sheet.getCell('B2');
    expect({ type, numFmt, alignment, formula }).toEqual({
      type: ExcelJS.ValueType.String,
      numFmt: '@',
      alignment: { vertical: 'top', wrapText: true },
      formula: undefined,
    });
    expect(sheet.getCell('A7').numFmt).toBe('@');
    expect([1, 2].map((column) => sheet.getColumn(column).width)).toEqual([12, 18]);
  });

  it('is the same bytes each time', async () => {
    expect(await renderListWorkbook(list)).toEqual(await renderListWorkbook(list));
  });

  it('is a file for Indonesian Excel in which no name is a formula', () => {
    expect(listCsv(list)).toBe(
      '\ufeffNomor;Nama\r\n0012;"\'=HYPERLINK(""x"")"\r\nK7M4-9QTX;"Rusdi; anak"\r\n\r\nDiunduh oleh Noor Aini\r\n',
    );
  });
});

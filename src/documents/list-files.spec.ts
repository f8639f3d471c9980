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

describe('a list to take away', () => {
  it('is a sheet of texts with a head, filters and who took it', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await renderListWorkbook(list)) as unknown as ArrayBuffer);
    const [sheet] = workbook.worksheets;
    const rows = [1, 2, 3, 5].map((row) => [1, 2].map((column) => sheet?.getCell(row, column).value));
    expect(rows).toEqual([
      ['Nomor', 'Nama'],
      ['0012', '=HYPERLINK("x")'],
      ['K7M4-9QTX', 'Rusdi; anak'],
      ['Diunduh oleh Noor Aini', null],
    ]);
    expect(sheet?.autoFilter).toBe('A1:B3');
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

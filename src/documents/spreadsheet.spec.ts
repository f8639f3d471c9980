import { describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { zipFile, type ZipSays } from '../../test/support/zip-file.js';
import { Refusal } from '../kernel/problems.js';
import { readSpreadsheet } from './spreadsheet.js';
import { renderTables } from './table-workbook.js';
import { unpackWithin } from './zip-limits.js';

const cellsOf = async (bytes: Buffer) => (await readSpreadsheet(bytes)).rows.map(({ cells }) => cells);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'read',
    (error: unknown) => (error instanceof Refusal ? error.code : error),
  );

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('a text file', () => {
  const expected = [
    ['Nama', 'Usaha'],
    ['Siti, S.E.', 'Kue'],
  ];

  it.each([
    ['with semicolons and a mark at its front', Buffer.from('\ufeffNama;Usaha\r\nSiti, S.E.;Kue\r\n')],
    ['with tabs', Buffer.from('Nama\tUsaha\nSiti, S.E.\tKue')],
    ['with commas and quotes', Buffer.from('Nama,Usaha\n"Siti, S.E.",Kue\n')],
    ['that names its separator', Buffer.from('sep=|\nNama|Usaha\nSiti, S.E.|Kue')],
    ['in UTF-16', Buffer.from('\ufeffNama\tUsaha\r\nSiti, S.E.\tKue', 'utf16le')],
    ['with bare carriage returns', Buffer.from('Nama;Usaha\rSiti, S.E.;Kue\r')],
  ])('%s', async (_, bytes) => {
    expect(await cellsOf(bytes)).toEqual(expected);
  });

  it('of old settings keeps its letters', async () => {
    expect(await cellsOf(Buffer.from('Caf\xe9;x', 'latin1'))).toEqual([['Café', 'x']]);
  });

  it('counts its rows as a spreadsheet does: empty ones too, one for each record of several lines', async () => {
    const { rows } = await readSpreadsheet(Buffer.from('Nama;Usaha\n\n"Siti\nRahmah";Kue\n;\nA;B;C\nD\n'));
    expect(rows.map(({ number }) => number)).toEqual([1, 3, 5, 6]);
    expect(rows[1]?.cells[0]).toBe('Siti\nRahmah');
  });
});

describe('a workbook', () => {
  it('is read as one reads it', async () => {
    const bytes = await workbook((book) => {
      book.addWorksheet('Sembunyi', { state: 'hidden' }).addRow(['x']);
      book.addWorksheet('Kosong');
      const sheet = book.addWorksheet('Peserta');
      sheet.addRow(['Nama', 'NIK', 'HP', 'Lahir', 'Rumus', 'Kaya', 'Surel', 'Galat']);
      sheet.addRow([]);
      sheet.addRow([
        'Siti',
        6371051203880777,
        81250001234,
        new Date(Date.UTC(2002, 1, 18)),
        { formula: 'A3&"!"', result: 'Siti!' },
        { richText: [{ text: 'Kue ' }, { text: 'Lam', font: { bold: true } }] },
        { text: 'a@b.example', hyperlink: 'mailto:a@b.example' },
        { error: '#N/A' },
      ]);
      book.addWorksheet('Lain').addRow(['y']);
    });
    const sheet = await readSpreadsheet(bytes);
    expect([sheet.name, sheet.others]).toEqual(['Peserta', 1]);
    expect(sheet.rows[1]).toEqual({
      number: 3,
      cells: ['Siti', '6.37105120388078E+15', '81250001234', '2002-02-18', 'Siti!', 'Kue Lam', 'a@b.example', '#N/A'],
    });
  });

  it('keeps texts that look like numbers or formulas as they are', async () => {
    const row = ['6371051203880001', '0812', '=1+1', "'x", 'a\u0000b'];
    const facts = { title: 'Isi', creator: '', madeAt: new Date('2026-10-05T00:00:00Z') };
    const bytes = await renderTables([{ name: 'Isi', header: ['a', 'b', 'c', 'd', 'e'], rows: [row] }], facts);
    expect((await cellsOf(bytes))[1]).toEqual(['6371051203880001', '0812', '=1+1', "'x", 'ab']);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'file_empty'],
    ['only blanks', Buffer.from(' ;\n;;\n'), 'file_empty'],
    ['too large', Buffer.alloc(5 * 1024 * 1024 + 1, 'a'), 'file_too_large'],
    ['too many rows', Buffer.from('a;b\n'.repeat(5_001)), 'file_too_many_rows'],
    ['an old or locked workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'file_old_excel'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'file_unreadable'],
    ['half a ZIP file', Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), 'file_unreadable'],
  ])('that is none is refused: %s', async (_, bytes, code) => {
    expect(await refusal(readSpreadsheet(bytes))).toBe(code);
  });
});

/** A ZIP file of one entry that says of itself what it is told to. */
function zipOf(content: Buffer, { name = 'xl/workbook.xml', ...said }: ZipSays & { readonly name?: string } = {}) {
  return zipFile(new Map([[name, content]]), said);
}

describe('a ZIP file', () => {
  const limits = { unpackedBytes: 1_000, entries: 2 };

  it('is unpacked within its limits', async () => {
    const contents = await unpackWithin(zipOf(Buffer.from('isi')), limits);
    expect(contents.get('xl/workbook.xml')?.toString()).toBe('isi');
  });

  it.each([
    ['says that it is too much', zipOf(Buffer.alloc(2_000)), 'file_too_much'],
    ['says that it is little and is not', zipOf(Buffer.alloc(2_000), { size: 10 }), 'file_too_much'],
    ['is locked', zipOf(Buffer.from('isi'), { flags: 1 }), 'file_locked'],
  ])('that %s is refused', async (_, zip, code) => {
    expect(await refusal(unpackWithin(zip, limits))).toBe(code);
  });

  it('of 300 MB in a few kilobytes is refused before it is one', async () => {
    const bomb = zipOf(Buffer.alloc(60 * 1024 * 1024), { size: 1 });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await refusal(readSpreadsheet(bomb))).toBe('file_too_much');
  });

  it('without a workbook is none', async () => {
    expect(await refusal(readSpreadsheet(zipOf(Buffer.from('isi'), { name: 'a.txt' })))).toBe('file_unreadable');
  });
});

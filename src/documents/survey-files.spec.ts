import { describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { renderSurveyWorkbook, surveyCsv, type SurveyFileView, type SurveyLine } from './survey-files.js';

const line: SurveyLine = { number: 1, question: 'Puas?', answer: '5', count: 2, share: 2 / 3, average: null };
const text = (answer: string): SurveyLine => ({
  ...line,
  number: 2,
  question: 'Saran',
  answer,
  count: null,
  share: null,
});
const view: SurveyFileView = {
  title: 'Survei kepuasan',
  office: 'Dinas Contoh',
  asOf: new Date('2026-10-25T00:00:00Z'),
  facts: [['Pengisian', '3 dari 4']],
  sheets: { summary: 'Ringkasan', texts: 'Jawaban tertulis' },
  columns: {
    number: 'No.',
    question: 'Pertanyaan',
    answer: 'Jawaban',
    count: 'Jumlah',
    share: '%',
    average: 'Rata-rata',
  },
  lines: [line, { ...line, answer: 'Rata-rata', count: null, share: null, average: 4.5 }],
  texts: [text('=HYPERLINK("http://jahat.example")'), text('Bagus;\nsekali\u0007')],
};

async function sheetOf(name: string): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await renderSurveyWorkbook(view)) as unknown as ArrayBuffer);
  return workbook.getWorksheet(name)!;
}

describe('the files of a survey', () => {
  it('are a workbook in which a text is never a formula, nor holds what XML can’t', async () => {
    const texts = await sheetOf('Jawaban tertulis');
    expect(texts.getRow(1).values).toEqual([undefined, 'No.', 'Pertanyaan', 'Jawaban']);
    expect(texts.getCell('C2').value).toBe('=HYPERLINK("http://jahat.example")');
    expect(texts.getCell('C2').formula).toBeUndefined();
    expect(texts.getCell('C3').value).toBe('Bagus;\nsekali');
    expect(texts.getCell('C3').alignment).toMatchObject({ wrapText: true });
    expect([texts.views[0], texts.autoFilter]).toMatchObject([{ state: 'frozen', ySplit: 1 }, 'A1:C3']);
  });

  it('sum up with numbers as numbers, below their facts', async () => {
    const summary = await sheetOf('Ringkasan');
    expect([1, 2, 3, 4, 5, 6].map((row) => summary.getRow(row).values)).toEqual([
      [undefined, 'Survei kepuasan'],
      [undefined, 'Pengisian', '3 dari 4'],
      [],
      [undefined, 'No.', 'Pertanyaan', 'Jawaban', 'Jumlah', '%', 'Rata-rata'],
      [undefined, 1, 'Puas?', '5', 2, 2 / 3],
      [undefined, 1, 'Puas?', 'Rata-rata', undefined, undefined, 4.5],
    ]);
    expect([summary.getCell('E5').numFmt, summary.getCell('F6').numFmt]).toEqual(['0.0%', '0.00']);
  });

  it('have heads as every report has them', async () => {
    const heads = [(await sheetOf('Ringkasan')).getCell('A4'), (await sheetOf('Jawaban tertulis')).getCell('C1')];
    for (const { font, fill } of heads) {
      expect(font).toMatchObject({ bold: true, color: { argb: 'FFFFFFFF' } });
      expect(fill).toMatchObject({ pattern: 'solid', fgColor: { argb: 'FF0D5C4A' } });
    }
  });

  it('are the same bytes each time', async () => {
    expect((await renderSurveyWorkbook(view)).equals(await renderSurveyWorkbook(view))).toBe(true);
  });

  it('are a CSV for Indonesian Excel without formulas', () => {
    expect(surveyCsv(view).split('\r\n')).toEqual([
      '\ufeffNo.;Pertanyaan;Jawaban;Jumlah;%;Rata-rata',
      '1;Puas?;5;2;66,7%;',
      '1;Puas?;Rata-rata;;;4,50',
      '2;Saran;"\'=HYPERLINK(""http://jahat.example"")";;;',
      '2;Saran;"Bagus;\nsekali\u0007";;;',
      '',
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
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

describe('the files of a survey', () => {
  it('are a workbook in which a text is never a formula, nor holds what XML can’t', async () => {
    const { default: excel } = await import('exceljs');
    const workbook = new excel.Workbook();
    const bytes = await renderSurveyWorkbook(view);
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    const texts = workbook.getWorksheet('Jawaban tertulis');
    expect(texts?.getCell('C2').value).toBe('=HYPERLINK("http://jahat.example")');
    expect(texts?.getCell('C2').formula).toBeUndefined();
    expect(texts?.getCell('C3').value).toBe('Bagus;\nsekali');
    const summary = workbook.getWorksheet('Ringkasan');
    expect([summary?.getCell('D5').value, summary?.getCell('E5').numFmt, summary?.getCell('F6').value]).toEqual([
      2,
      '0.0%',
      4.5,
    ]);
    expect((await renderSurveyWorkbook(view)).equals(bytes)).toBe(true);
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

import PDFDocument from 'pdfkit';
import encodeQr from 'qr';
import { certificateFrame } from '../../dist/documents/certificate-frame.js';
import { fonts } from '../../dist/documents/fonts.js';
import { fontReference } from '../../dist/documents/parsed-fonts.js';
import { drawMany } from '../certificate.js';

/**
 * The same two pages by pdfkit alone: the same fonts, frame, code and texts, at fixed sizes and places. With
 * `--parsed-once` it borrows Bina's way to parse typefaces once in a process, for which pdfkit has none of its own.
 */

const used = { sans: fonts.Sans.normal, bold: fonts.Sans.bold, serif: fonts.Serif.bold };
const typeface = process.argv.includes('--parsed-once') ? fontReference : (file) => file;
const ink = '#22302c';

function shape(document, { type, points, x, y, x1, y1, x2, y2, w, h, r, r1, r2, lineWidth, lineColor, color }) {
  if (type === 'polyline') document.polygon(...points.map((point) => [point.x, point.y]));
  else if (type === 'rect') document.rect(x, y, w, h);
  else if (type === 'ellipse') document.ellipse(x, y, r1 ?? r, r2 ?? r1 ?? r);
  else document.moveTo(x1, y1).lineTo(x2, y2);
  document.lineWidth(lineWidth ?? 1);
  if (color !== undefined) document.fill(color);
  else document.stroke(lineColor ?? ink);
}

function frame(document, page) {
  const { width, height } = document.page;
  for (const element of certificateFrame(page, { width, height, orientation: 'landscape' }).canvas) {
    shape(document, element);
  }
}

function code(document, text, left, top, size) {
  const rows = encodeQr(text, 'raw', { ecc: 'medium', border: 1 });
  const step = size / rows.length;
  for (const [y, row] of rows.entries()) {
    for (const [x, dark] of row.entries()) if (dark) document.rect(left + x * step, top + y * step, step, step);
  }
  document.fill('#000000');
}

function draw(view) {
  return new Promise((resolve) => {
    const document = new PDFDocument({ size: 'A4', layout: 'landscape', margin: 0, lang: view.locale });
    const chunks = [];
    document.on('data', (chunk) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    for (const [name, file] of Object.entries(used)) document.registerFont(name, typeface(file));
    const line = (text, top, size, font = 'sans') =>
      document.font(font).fontSize(size).fillColor(ink).text(text, 100, top, { width: 640, align: 'center' });
    frame(document, 1);
    line(view.office.parentName, 45, 11);
    line(view.office.name.toUpperCase(), 60, 15, 'bold');
    line(view.office.address, 80, 9.5);
    line('SERTIFIKAT', 105, 31, 'serif');
    line(`Nomor: ${view.number}`, 145, 11);
    line('diberikan kepada', 165, 9.5);
    line(view.recipient.name, 180, 34, 'serif');
    line(view.recipient.detail, 225, 11.5);
    line(`sebagai peserta ${view.kind}`, 245, 9.5);
    line(view.title, 260, 18, 'serif');
    line(`${view.batch}, tema “${view.theme}”`, 285, 11);
    line(
      `diselenggarakan oleh ${view.office.name} bersama ${view.partners} pada ${view.dates} di ${view.place}`,
      305,
      11,
    );
    line(`selama ${view.lessonHours} jam pelajaran`, 340, 11);
    code(document, view.verificationUrl, 64, 430, 96);
    document
      .fillColor(ink)
      .font('sans')
      .fontSize(9.5)
      .text('Periksa keaslian sertifikat ini', 170, 450, { width: 150 });
    document.text('dengan memindai kode', 170, 464, { width: 150 }).text('bina.example', 170, 478, { width: 150 });
    document.fontSize(11).text(view.signedAt, 520, 430).text(view.signatory.title, 520, 446);
    document.font('bold').text(view.signatory.name, 520, 500, { underline: true });
    document.font('sans').fontSize(9.5).text(`NIP ${view.signatory.nip}`, 520, 516);
    document.addPage();
    frame(document, 2);
    document.font('serif').fontSize(16).text('Daftar Materi', 62, 51).font('sans').fontSize(11);
    for (const [index, { title, date, lessonHours }] of view.sessions.entries()) {
      const top = 100 + index * 20;
      document
        .text(String(index + 1), 62, top)
        .text(title, 90, top)
        .text(date, 500, top)
        .text(String(lessonHours), 700, top);
    }
    document.end();
  });
}

await drawMany(draw);

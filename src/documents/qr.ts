import encodeQr from 'qr';
import { oneBitPng } from './one-bit-png.js';

/** Pixels of a square, for a PNG. */
const scale = 6;

/** Rows of squares, true where dark, with the quiet zone around them. */
function squares(text: string): boolean[][] {
  return encodeQr(text, 'raw', { ecc: 'medium', border: 2 });
}

/** A PNG for mails, which don't show SVG. */
export function qrPng(text: string): Buffer {
  return oneBitPng(squares(text), scale);
}

/** Inline SVG for pages and papers: a stroke for each run of dark squares. */
export function qrSvg(text: string): string {
  const rows = squares(text);
  const strokes = rows.flatMap((row, y) => runs(row).map(({ from, length }) => `M${from} ${y}.5h${length}`));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${rows.length} ${rows.length}" shape-rendering="crispEdges"><path fill="#ffffff" d="M0 0h${rows.length}v${rows.length}H0z"/><path stroke="#000000" d="${strokes.join('')}"/></svg>`;
}

/** The same as an address that an image shows. */
export function qrAddress(text: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(qrSvg(text)).toString('base64')}`;
}

function runs(row: readonly boolean[]): { from: number; length: number }[] {
  const found: { from: number; length: number }[] = [];
  for (const [x, dark] of row.entries()) {
    const last = found.at(-1);
    if (!dark) continue;
    if (last !== undefined && last.from + last.length === x) last.length += 1;
    else found.push({ from: x, length: 1 });
  }
  return found;
}

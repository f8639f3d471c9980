import { describe, expect, it } from '@jest/globals';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { qrPng, qrSvg } from './qr.js';

const ticket = 'AQGQobIAAHAAgAAAAAAAAAAA0123456789abcdefghij';

interface Image {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

function read({ data, width, height }: Image): string | undefined {
  return jsQR.default(new Uint8ClampedArray(data), width, height)?.data;
}

/** The dark runs of the SVG's path, drawn at some pixels for each module. */
function drawn(svg: string): Image {
  const scale = 6;
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]) * scale;
  const data = new Uint8Array(size * size * 4).fill(255);
  const path = /stroke="#000000" d="([^"]+)"/.exec(svg)?.[1] ?? '';
  let [x, y] = [0, 0];
  for (const [, command, first, second] of path.matchAll(/([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?/g)) {
    if (command === 'M') [x, y] = [Number(first), Math.floor(Number(second))];
    else if (command === 'm') [x, y] = [x + Number(first), y + Number(second)];
    else {
      for (let row = y * scale; row < (y + 1) * scale; row += 1) {
        for (let column = x * scale; column < (x + Number(first)) * scale; column += 1) {
          data.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3);
        }
      }
      x += Number(first);
    }
  }
  return { data, width: size, height: size };
}

describe('a QR code', () => {
  it('reads as its text, as PNG', () => {
    expect(read(PNG.sync.read(qrPng(ticket)))).toBe(ticket);
  });

  it('reads as its text, as SVG', () => {
    const svg = qrSvg(ticket);
    expect(svg.startsWith('<svg')).toBe(true);
    expect(read(drawn(svg))).toBe(ticket);
  });

  it('holds nothing but shapes, whatever its text is', () => {
    expect(qrSvg('"><script>alert(1)</script>')).not.toContain('script');
  });
});

import { describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { shareCardPng, shareCardSize } from './share-card.js';

const card = {
  kind: 'Bimbingan Teknis',
  title: 'Bimtek Kemasan Produk Unggulan',
  dates: '20 s.d. 22 Oktober 2026',
  venue: 'Balai Pelatihan Koperasi, Jl. A. Yani Km 18, Banjarbaru, Kota Banjarbaru',
  office: 'Dinas Koperasi dan UKM Provinsi Kalimantan Selatan',
  call: 'Gratis',
};
const white = 0xffffff;
const pictures = process.env.SCREENSHOTS;

/** The rows of the picture on which a color stands, left of the cloth. */
function rowsOf({ width, height, data }: PNG, color: number): number[] {
  const opaque = Buffer.alloc(4);
  opaque.writeUInt32BE(color * 256 + 255);
  return Array.from({ length: height }, (_, y) => y).filter((y) => {
    const row = data.subarray(y * width * 4, (y * width + 900) * 4);
    for (let at = row.indexOf(opaque); at !== -1; at = row.indexOf(opaque, at + 1)) if (at % 4 === 0) return true;
    return false;
  });
}

describe('the card of a shared event', () => {
  it.each([
    ['a short title', card.title],
    ['a long one', `${card.title} bagi Pengurus Koperasi Simpan Pinjam se-Kalimantan Selatan `.repeat(3).slice(0, 200)],
    ['one word without end', 'Pertanggungjawaban'.repeat(11)],
  ])('is a picture of 1200 by 630 that holds %s', async (name, title) => {
    const content = await shareCardPng({ ...card, title });
    if (pictures !== undefined) writeFileSync(join(pictures, `card ${name}.png`), content);
    const png = PNG.sync.read(content);
    expect({ width: png.width, height: png.height }).toEqual(shareCardSize);
    expect(content.length).toBeLessThan(300 * 1024);
    const rows = rowsOf(png, white).filter((y) => y > 120 && y < 536);
    expect(rows.length).toBeGreaterThan(20);
    expect(Math.max(...rows)).toBeLessThan(420);
  });

  it('keeps a long place and a long office above and below the line', async () => {
    const long = 'Balai Pelatihan Koperasi dan Usaha Kecil dan Menengah Provinsi Kalimantan Selatan '.repeat(3);
    const png = PNG.sync.read(await shareCardPng({ ...card, title: card.title.repeat(6), venue: long, office: long }));
    const gold = rowsOf(png, 0xf0cf86).filter((y) => y >= 530);
    expect(Math.min(...gold)).toBe(536);
    const foot = rowsOf(png, white).filter((y) => y > 540);
    expect(Math.max(...foot)).toBeLessThan(628);
  });
});

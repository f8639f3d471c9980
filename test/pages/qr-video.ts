import { writeFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import { qrPng } from '../../src/documents/qr.js';

const [width, height, framesEach] = [640, 480, 12];
const [white, black, noColour] = [235, 16, 128];

/** A film for a fake camera (YUV4MPEG2, five frames a second): each text's QR code for a while, one after the other. */
export async function filmQrCodes(path: string, texts: readonly string[]): Promise<void> {
  const colours = Buffer.alloc((width * height) / 2, noColour);
  const films = texts.map((text) => {
    const picture = PNG.sync.read(qrPng(text));
    return Array<Buffer>(framesEach).fill(Buffer.concat([Buffer.from('FRAME\n'), luma(picture), colours]));
  });
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420jpeg\n`);
  await writeFile(path, Buffer.concat([head, ...films.flat()]));
}

/** The picture in the middle of a grey wall. */
function luma({ width: across, height: down, data }: PNG): Buffer {
  const frame = Buffer.alloc(width * height, 128);
  const [left, top] = [Math.floor((width - across) / 2), Math.floor((height - down) / 2)];
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      frame[(top + y) * width + left + x] = (data[(y * across + x) * 4] ?? 0) > 127 ? white : black;
    }
  }
  return frame;
}

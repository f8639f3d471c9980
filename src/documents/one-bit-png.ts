import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const unfiltered = 0;
/**
 * Lines repeat within some hundred bytes: getting ready for repeats far apart takes longer than packing them, and so does
 * looking for the longest.
 */
const nearby = { level: 3, windowBits: 11, memLevel: 4 };

/** A PNG in black and white, a bit for each pixel, of as many rows of squares as each row has; `scale` pixels for each. */
export function oneBitPng(squares: readonly (readonly boolean[])[], scale: number): Buffer {
  const width = squares.length * scale;
  const bytesPerLine = 1 + Math.ceil(width / 8);
  const lines = squares.flatMap((row) => {
    const line = Buffer.alloc(bytesPerLine, 0xff);
    line[0] = unfiltered;
    for (const [column, dark] of row.entries()) if (dark) darken(line, column * scale, scale);
    return Array.from({ length: scale }, () => line);
  });
  return Buffer.concat([
    signature,
    chunk('IHDR', header(width)),
    chunk('IDAT', deflateSync(Buffer.concat(lines), nearby)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Some pixels of a line, whose first byte tells how it is filtered. */
function darken(line: Buffer, from: number, count: number): void {
  for (let x = from; x < from + count; x += 1) {
    const at = 1 + (x >> 3);
    line[at] = (line[at] ?? 0) & ~(0x80 >> (x & 7));
  }
}

/** Width, height, one bit of grey; compression, filter and interlacing as usual. */
function header(width: number): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(width, 4);
  bytes[8] = 1;
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

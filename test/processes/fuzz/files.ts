import { createCanvas } from '@napi-rs/canvas';

const canvas = createCanvas(120, 80);

/** As wide as its head says, and a few bytes long. */
function pretendingPng(side: number): Buffer {
  const png = Buffer.from(canvas.toBuffer('image/png'));
  png.writeUInt32BE(side, 16);
  png.writeUInt32BE(side, 20);
  return png;
}

const csv = 'Nama Lengkap;No. HP;Jenis Kelamin\nSiti Rahmah;081250001111;P\nRusdi;081250002222;L\n';

/** What people upload, and what they mistake for it. */
export const files: readonly Buffer[] = [
  ...[canvas.toBuffer('image/png'), canvas.toBuffer('image/jpeg'), pretendingPng(2_000), pretendingPng(60_000)],
  ...[
    Buffer.from(csv),
    Buffer.from(`\ufeff${csv}`, 'utf16le'),
    Buffer.from('"'.repeat(5_001)),
    Buffer.from(';'.repeat(9_000)),
  ],
  ...[
    Buffer.alloc(0),
    Buffer.alloc(5_000),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    Buffer.from('PK\x03\x04'),
  ],
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
  Buffer.from([0xff, 0xd8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
];

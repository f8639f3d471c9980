import { describe, expect, it } from '@jest/globals';
import { mostLogoBytes, readLogo } from './logo.rules.js';

function png(width: number, height: number): Buffer {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const size = Buffer.alloc(17);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([head, size]);
}

/** With a segment before the one that describes the frame, as cameras write them. */
function jpeg(width: number, height: number, marker = 'c0'): Buffer {
  const frame = Buffer.from(`ffd8ffe000040000ff${marker}0011080000000003`, 'hex');
  frame.writeUInt16BE(height, 13);
  frame.writeUInt16BE(width, 15);
  return frame;
}

describe('a logo', () => {
  it('is told by its bytes, with its size', () => {
    expect(readLogo(png(400, 300))).toEqual({ type: 'image/png', width: 400, height: 300 });
    expect(readLogo(jpeg(640, 480))).toEqual({ type: 'image/jpeg', width: 640, height: 480 });
    expect(readLogo(jpeg(640, 480, 'c2'))).toEqual({ type: 'image/jpeg', width: 640, height: 480 });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a page that calls itself a picture', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a PNG that was cut off', png(1, 1).subarray(0, 20)],
    ['a JPEG without a frame', Buffer.from('ffd8ffe000040000', 'hex')],
    ['a picture without width', png(0, 10)],
  ])('is not %s', (_, bytes) => {
    expect(readLogo(bytes)).toEqual({ refused: 'logo_not_image' });
  });

  it('has at most 2000 pixels on each side, and 300 KB', () => {
    expect(readLogo(png(2000, 2000))).toMatchObject({ width: 2000 });
    expect(readLogo(png(2001, 10))).toEqual({ refused: 'logo_too_large' });
    expect(readLogo(jpeg(10, 2001))).toEqual({ refused: 'logo_too_large' });
    const heavy = Buffer.concat([png(10, 10), Buffer.alloc(mostLogoBytes)]);
    expect(readLogo(heavy)).toEqual({ refused: 'logo_too_heavy' });
  });
});

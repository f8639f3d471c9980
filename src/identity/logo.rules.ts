export type LogoType = 'image/png' | 'image/jpeg';

export type LogoRefusal = 'logo_not_image' | 'logo_too_heavy' | 'logo_too_large';

export type LogoReading =
  { readonly type: LogoType; readonly width: number; readonly height: number } | { readonly refused: LogoRefusal };

export const mostLogoBytes = 300 * 1024;
export const mostLogoPixels = 2000;

/** What a file is by its bytes, whatever its name says: a PNG or JPEG of at most 300 KB and 2000 px on each side. */
export function readLogo(bytes: Uint8Array): LogoReading {
  if (bytes.length > mostLogoBytes) return { refused: 'logo_too_heavy' };
  const found = readPng(bytes) ?? readJpeg(bytes);
  if (found === null || found.width === 0 || found.height === 0) return { refused: 'logo_not_image' };
  if (Math.max(found.width, found.height) > mostLogoPixels) return { refused: 'logo_too_large' };
  return found;
}

interface Picture {
  readonly type: LogoType;
  readonly width: number;
  readonly height: number;
}

const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52];
const pngHead = 33;

/** https://www.w3.org/TR/png-3/#11IHDR */
function readPng(bytes: Uint8Array): Picture | null {
  if (bytes.length < pngHead || pngStart.some((byte, index) => bytes[index] !== byte)) return null;
  const view = viewOf(bytes);
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Markers of frames (SOF): all from C0 to CF but those for Huffman tables, JPG and arithmetic coding. */
const frames = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);
const markerStart = 0xff;

/** ITU-T T.81, B.1.1 and B.2.2: segments follow one another until the one that describes the frame. */
function readJpeg(bytes: Uint8Array): Picture | null {
  if (bytes[0] !== markerStart || bytes[1] !== 0xd8) return null;
  const view = viewOf(bytes);
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === markerStart) {
    const marker = bytes[at + 1] ?? 0;
    if (frames.has(marker))
      return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += marker === markerStart ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

import QRCode from 'qrcode';

const options = { errorCorrectionLevel: 'M', margin: 2 } as const;

/** Grey, unfiltered rows: black squares are a third of the bytes that the library's own choice makes of them. */
const png = { colorType: 0, filterType: 0, deflateLevel: 6, deflateStrategy: 0 } as const;

/** A PNG for mails, which don't show SVG. */
export function qrPng(text: string): Promise<Buffer> {
  return QRCode.toBuffer(text, { ...options, scale: 6, rendererOpts: png });
}

/** Inline SVG for pages. */
export function qrSvg(text: string): Promise<string> {
  return QRCode.toString(text, { ...options, type: 'svg' });
}

import fc from 'fast-check';
import type { Sent } from './forms.js';
import { hostileTexts } from './values.js';

const boundary = 'batas-formulir';
const envelopes = [
  ...(['whole', 'whole', 'whole', 'whole', 'unfinished', 'otherBoundary', 'noBoundary', 'emptyBoundary'] as const),
  ...(['nothing', 'noFile', 'twoFiles', 'manyFields', 'longField', 'textForFile', 'longHeader', 'noName'] as const),
] as const;

interface Upload {
  readonly file: Buffer;
  readonly spoiled: 'not' | 'cut' | 'turned' | 'longer';
  readonly at: number;
  readonly envelope: (typeof envelopes)[number];
  readonly filename: string;
  readonly type: string;
}

/** A form that brings one of these files as its `file`, or says that it does. */
export function uploadsOf(files: readonly Buffer[]): fc.Arbitrary<Sent> {
  return fc
    .record<Upload>({
      file: fc.constantFrom(...files),
      spoiled: fc.constantFrom('not', 'not', 'cut', 'turned', 'turned', 'longer'),
      at: fc.nat(),
      envelope: fc.constantFrom(...envelopes),
      filename: fc.constantFrom('peserta.xlsx', 'logo.png', 'a.csv', ...hostileTexts),
      type: fc.constantFrom('text/csv', 'image/png', 'application/octet-stream', '', 'x'.repeat(300), 'a/b; charset=x'),
    })
    .map(sentAs);
}

function sentAs(upload: Upload): Sent {
  const body = Uint8Array.from(Buffer.concat(partsOf(upload)));
  const { envelope } = upload;
  if (envelope === 'noBoundary') return { type: 'multipart/form-data', body };
  if (envelope === 'emptyBoundary') return { type: 'multipart/form-data; boundary=', body };
  const named = envelope === 'otherBoundary' ? 'lain' : boundary;
  return { type: `multipart/form-data; boundary=${named}`, body };
}

function partsOf(upload: Upload): Buffer[] {
  const { envelope, type } = upload;
  const disposition = envelope === 'noName' ? 'form-data' : 'form-data; name="file"';
  const file = part([`${disposition}; filename="${inHeader(upload.filename)}"`, type], bytesOf(upload));
  const long = `x-long: ${'x'.repeat(90_000)}`;
  const odd: Partial<Record<Upload['envelope'], readonly Buffer[]>> = {
    nothing: [],
    unfinished: [file.subarray(0, -2)],
    noFile: [end],
    twoFiles: [file, file, end],
    manyFields: [...texts(40, 3), file, end],
    longField: [...texts(1, 9_000), file, end],
    textForFile: [part([disposition], Buffer.from('x')), end],
    longHeader: [part([`${disposition}; filename="x"`, type, long], bytesOf(upload)), end],
  };
  return [...(odd[envelope] ?? [file, end])];
}

const end = Buffer.from(`--${boundary}--\r\n`);

function texts(count: number, length: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => part([`form-data; name="f${index}"`], Buffer.alloc(length, 'x')));
}

function part([disposition = '', type = '', ...more]: readonly string[], content: Buffer): Buffer {
  const heads = [`Content-Disposition: ${disposition}`, ...(type === '' ? [] : [`Content-Type: ${type}`]), ...more];
  return Buffer.concat([Buffer.from(`--${boundary}\r\n${heads.join('\r\n')}\r\n\r\n`), content, Buffer.from('\r\n')]);
}

/** As a browser writes it, without which the head of a part would end within the name. */
const inHeader = (text: string): string => text.replaceAll('"', '%22').replaceAll('\n', '%0A').replaceAll('\r', '%0D');

function bytesOf({ file, spoiled, at }: Upload): Buffer {
  if (spoiled === 'not' || file.length === 0) return file;
  const place = at % file.length;
  if (spoiled === 'cut') return file.subarray(0, place);
  if (spoiled === 'longer') return Buffer.concat([file, file.subarray(place)]);
  const turned = Buffer.from(file);
  for (let index = place; index < Math.min(place + 4, turned.length); index += 1) turned[index] = 255 - turned[index]!;
  return turned;
}

import { deflateRawSync } from 'node:zlib';

/** What each entry says of itself, when that is not so. */
export interface ZipSays {
  readonly size?: number;
  readonly flags?: number;
}

interface Packed {
  readonly name: string;
  readonly packed: Buffer;
  readonly size: number;
  readonly flags: number;
}

/** A ZIP file without checksums, which nobody of ours looks at. */
export function zipFile(entries: ReadonlyMap<string, Buffer>, said: ZipSays = {}): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let at = 0;
  for (const [name, content] of entries) {
    const { size = content.length, flags = 0 } = said;
    const entry: Packed = { name, packed: deflateRawSync(content), size, flags };
    const local = Buffer.concat([head(entry, { length: 30, signature: 0x04034b50, at: 6 }), entry.packed]);
    const central = head(entry, { length: 46, signature: 0x02014b50, at: 8 });
    central.writeUInt32LE(at, 42);
    at += local.length;
    locals.push(local);
    centrals.push(central);
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(entries.size, 8);
  end.writeUInt16LE(entries.size, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

function head(
  { name, packed, size, flags }: Packed,
  { length, signature, at }: { readonly length: number; readonly signature: number; readonly at: number },
): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32LE(signature);
  bytes.writeUInt16LE(flags, at);
  bytes.writeUInt16LE(8, at + 2);
  bytes.writeUInt32LE(packed.length, at + 12);
  bytes.writeUInt32LE(size, at + 16);
  bytes.writeUInt16LE(name.length, at + 20);
  return Buffer.concat([bytes, Buffer.from(name)]);
}

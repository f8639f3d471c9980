import { inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';
import { Refusal } from '../kernel/problems.js';

const inflate = promisify(inflateRaw);

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const longestEnd = 22 + 0xffff;

export interface ZipLimits {
  /** Of all entries together, as they really are. */
  readonly unpackedBytes: number;
  readonly entries: number;
}

interface Entry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly at: number;
}

/**
 * Unpacks a ZIP file in memory, no further than the limits go: what an entry says of its size is checked first, and what
 * it really holds is what counts. Answers the contents by name. Throws the refusals `file_unreadable`, `file_locked`,
 * `file_too_much`.
 */
export async function unpackWithin(zip: Buffer, limits: ZipLimits): Promise<ReadonlyMap<string, Buffer>> {
  const entries = entriesOf(zip, limits.entries);
  const declared = entries.reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (declared > limits.unpackedBytes) throw new Refusal('file_too_much');
  if (entries.some(({ encrypted }) => encrypted)) throw new Refusal('file_locked');
  const contents = new Map<string, Buffer>();
  let left = limits.unpackedBytes;
  for (const entry of entries) {
    const content = await unpack(zip, entry, left);
    left -= content.length;
    contents.set(entry.name, content);
  }
  return contents;
}

function entriesOf(zip: Buffer, most: number): Entry[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end < zip.length - longestEnd || end + 22 > zip.length) throw new Refusal('file_unreadable');
  const count = zip.readUInt16LE(end + 10);
  if (count > most) throw new Refusal('file_too_much');
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || zip.readUInt32LE(at) !== centralHeader) throw new Refusal('file_unreadable');
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (zip.readUInt16LE(at + 8) & 1) === 1,
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      unpacked: zip.readUInt32LE(at + 24),
      at: zip.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

async function unpack(zip: Buffer, entry: Entry, most: number): Promise<Buffer> {
  const body = bodyOf(zip, entry);
  if (entry.method !== 0 && entry.method !== 8) throw new Refusal('file_unreadable');
  if (most === 0 || (entry.method === 0 && body.length > most)) throw new Refusal('file_too_much');
  if (entry.method === 0) return body;
  try {
    return await inflate(body, { maxOutputLength: most });
  } catch (error) {
    const tooMuch = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new Refusal(tooMuch ? 'file_too_much' : 'file_unreadable');
  }
}

function bodyOf(zip: Buffer, { at, packed }: Entry): Buffer {
  if (at + 30 > zip.length || zip.readUInt32LE(at) !== localHeader) throw new Refusal('file_unreadable');
  const start = at + 30 + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  return zip.subarray(start, start + packed);
}

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfDirectory = 0x06054b50;

/** MS-DOS time and date (APPNOTE.TXT 4.4.6), in UTC, with two-second precision. */
function dosTime(instant: Date): { time: number; date: number } {
  const time = (instant.getUTCHours() << 11) | (instant.getUTCMinutes() << 5) | (instant.getUTCSeconds() >> 1);
  const date = ((instant.getUTCFullYear() - 1980) << 9) | ((instant.getUTCMonth() + 1) << 5) | instant.getUTCDate();
  return { time, date };
}

/** The same ZIP file with every entry dated to one instant, so that equal contents give equal bytes. */
export function withFixedTimes(zip: Buffer, instant: Date): Buffer {
  const { time, date } = dosTime(instant);
  const copy = Buffer.from(zip);
  const end = copy.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || copy.readUInt32LE(end) !== endOfDirectory) throw new Error('This is not a ZIP file.');
  let at = copy.readUInt32LE(end + 16);
  while (copy.readUInt32LE(at) === centralHeader) {
    const local = copy.readUInt32LE(at + 42);
    if (copy.readUInt32LE(local) !== localHeader) throw new Error('This ZIP file is broken.');
    copy.writeUInt16LE(time, at + 12);
    copy.writeUInt16LE(date, at + 14);
    copy.writeUInt16LE(time, local + 10);
    copy.writeUInt16LE(date, local + 12);
    at += 46 + copy.readUInt16LE(at + 28) + copy.readUInt16LE(at + 30) + copy.readUInt16LE(at + 32);
  }
  return copy;
}

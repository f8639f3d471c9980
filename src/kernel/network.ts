import { isIPv6 } from 'node:net';

const groupsOfAddress = 8;
const groupsOfLine = 4;

/** Whom an address stands for when attempts are counted: itself; of IPv6 the /64 of which one line has every address. */
export function lineOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [before = [], after] = (address.split('%')[0] ?? '').split('::').map(groupsOf);
  const missing = after === undefined ? 0 : groupsOfAddress - before.length - after.length;
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...(after ?? [])];
  return `${groups.slice(0, groupsOfLine).join(':')}::/64`;
}

function groupsOf(text: string): string[] {
  return text.split(':').flatMap((group) => (group === '' ? [] : [Number.parseInt(group, 16).toString(16)]));
}

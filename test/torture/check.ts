import { gatherEvidence, type Evidence } from './evidence.js';
import { readHistory, type Call, type Line } from './history.js';
import { judge } from './properties.js';

/**
 * The checker: `check.ts <history file> <SQLite file or postgres:// URL>`. It knows nothing of the product but its tables
 * and its answers. Ends with 1 when a property does not hold.
 */
const [historyFile = '', database = ''] = process.argv.slice(2);

const shownAgainst = 5;

function summary({ lines, registrations, certificates, messages }: Evidence): string {
  const calls = lines.filter((line): line is Call => line.kind === 'call');
  const statuses = tally(calls.map(({ status }) => String(status ?? 'no answer')));
  const faults = tally(lines.flatMap((line) => (line.kind === 'fault' ? [line.what] : [])));
  const taken = lines.filter((line) => line.kind === 'mail' && line.answer === 'taken').length;
  return [
    `${calls.length} requests (${statuses})`,
    `faults: ${faults}`,
    `${registrations.length} registrations, ${certificates.length} certificates, ${messages.length} messages, ${taken} mails taken`,
  ].join('\n');
}

function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .sort()
    .map(([word, count]) => `${word} ${count}`)
    .join(', ');
}

const lines: Line[] = readHistory(historyFile);
const settings = database.startsWith('postgres:')
  ? ({ engine: 'postgres', url: database } as const)
  : ({ engine: 'sqlite', file: database } as const);
const evidence = await gatherEvidence(settings, lines);
console.log(summary(evidence));
for (const { property, against } of judge(evidence)) {
  console.log(`${against.length === 0 ? 'holds ' : 'BROKEN'}  ${property}`);
  for (const what of against.slice(0, shownAgainst)) console.log(`          ${what}`);
  if (against.length > shownAgainst) console.log(`          … and ${against.length - shownAgainst} more`);
  if (against.length > 0) process.exitCode = 1;
}

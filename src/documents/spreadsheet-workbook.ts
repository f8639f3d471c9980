import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { templatesFolder } from '../http/templates-folder.js';
import { Refusal } from '../kernel/problems.js';
import type { Sheet } from './sheet.js';
import { unpackWithin } from './zip-limits.js';

const limits = { unpackedBytes: 50 * 1024 * 1024, entries: 1_000 };
const mostCells = 400_000;

const file = join(templatesFolder, 'documents', 'workbook-reader.mjs');
const memory = '--max-old-space-size=384';
const readMilliseconds = 15_000;

type Answer = { readonly sheet: Sheet } | { readonly refused: string };

/** Each may take much memory: they run one after the other. */
let turns: Promise<unknown> = Promise.resolve();

/**
 * An XLSX file. It is unpacked within limits first, then read in a process of its own within limits of time and memory: a
 * thread that runs out of it can take its process along.
 */
export async function readWorkbook(bytes: Buffer): Promise<Sheet> {
  const parts = await unpackWithin(bytes, limits);
  if (!parts.has('xl/workbook.xml')) throw new Refusal('file_unreadable');
  requireFewCells(parts);
  const turn = turns.then(() => readApart(bytes));
  turns = turn.catch(() => undefined);
  const answer = await turn;
  if ('refused' in answer) throw new Refusal(answer.refused);
  return answer.sheet;
}

async function readApart(bytes: Buffer): Promise<Answer> {
  const reader = fork(file, { execArgv: [memory], env: {}, serialization: 'advanced', stdio: 'ignore' });
  const timer = setTimeout(() => reader.kill('SIGKILL'), readMilliseconds);
  reader.send(bytes, () => undefined);
  try {
    return await answerOf(reader);
  } finally {
    clearTimeout(timer);
    reader.kill('SIGKILL');
  }
}

/** What it says, or that it was too much for it when it ends without a word. */
function answerOf(reader: ChildProcess): Promise<Answer> {
  return new Promise((resolve) => {
    const ended = (): void => {
      resolve({ refused: 'file_too_much' });
    };
    reader.once('message', (answer) => {
      resolve(answer as unknown as Answer);
    });
    reader.once('exit', ended).once('error', ended);
  });
}

function requireFewCells(parts: ReadonlyMap<string, Buffer>): void {
  let cells = 0;
  for (const [name, xml] of parts) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/i.test(name)) continue;
    for (let at = xml.indexOf('<c '); at >= 0; at = xml.indexOf('<c ', at + 3)) cells += 1;
    if (cells > mostCells) throw new Refusal('file_too_much');
  }
}

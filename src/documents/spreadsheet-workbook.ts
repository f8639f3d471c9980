import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { templatesFolder } from '../http/templates-folder.js';
import { Refusal } from '../kernel/problems.js';
import type { Sheet } from './sheet.js';
import { unpackWithin } from './zip-limits.js';

const limits = { unpackedBytes: 50 * 1024 * 1024, entries: 1_000 };
const mostCells = 400_000;

const file = join(templatesFolder, 'documents', 'workbook-worker.mjs');
const resourceLimits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32 };
const readMilliseconds = 15_000;

type Answer = { readonly sheet: Sheet } | { readonly refused: string };

/** Each thread may take much memory: they run one after the other. */
let turns: Promise<unknown> = Promise.resolve();

/**
 * An XLSX file. It is unpacked within limits first, then read in a thread of its own within limits of time and memory.
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
  const worker = new Worker(file, { workerData: bytes, resourceLimits, env: {}, stdin: false });
  try {
    const signal = AbortSignal.timeout(readMilliseconds);
    const [answer] = (await once(worker, 'message', { signal })) as [Answer];
    return answer;
  } catch {
    return { refused: 'file_too_much' };
  } finally {
    await worker.terminate();
  }
}

function requireFewCells(parts: ReadonlyMap<string, Buffer>): void {
  let cells = 0;
  for (const [name, xml] of parts) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/i.test(name)) continue;
    for (let at = xml.indexOf('<c '); at >= 0; at = xml.indexOf('<c ', at + 3)) cells += 1;
    if (cells > mostCells) throw new Refusal('file_too_much');
  }
}

import { Command, InvalidArgumentError, Option } from 'commander';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSettings } from '../../src/config/settings.js';
import { torture } from './torture.js';

type Engine = DatabaseSettings['engine'];

const nightlySeconds = 300;
const kept = 'data/torture';

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** Tortures one engine and lets the checker judge; answers whether everything held. */
async function ordeal(engine: Engine, seed: number, seconds: number): Promise<boolean> {
  console.log(`\n${engine}, ${seconds} seconds, seed ${seed}`);
  const { historyFile, installation } = await torture({ engine, seed, seconds });
  const { settings } = installation.database;
  const database = settings.engine === 'sqlite' ? settings.file : settings.url;
  const checker = ['--import', './test/torture/typescript.mjs', 'test/torture/check.ts', historyFile, database];
  const [code] = (await once(spawn(process.execPath, checker, { stdio: 'inherit' }), 'exit')) as [number | null];
  if (code !== 0) {
    mkdirSync(kept, { recursive: true });
    cpSync(historyFile, join(kept, `${engine}-${seed}.jsonl`));
    if (settings.engine === 'sqlite') cpSync(settings.file, join(kept, `${engine}-${seed}.db`));
    console.log(
      `The history is kept in ${kept}. Again: npm run torture -- --engine ${engine} --seed ${seed} --seconds ${seconds}`,
    );
  }
  await installation.remove();
  return code === 0;
}

const program = new Command('torture')
  .description('Uses and harms the built system by chance, then proves what must hold whatever happened.')
  .option('--seed <number>', 'of the chance; another one each time when left out', wholeNumber)
  .option('--seconds <number>', 'of torture on each engine', wholeNumber, 60)
  .option('--nightly', `${nightlySeconds} seconds on each engine`)
  .addOption(new Option('--engine <name>', 'both when left out').choices(['sqlite', 'postgres']))
  .parse();

const given = program.opts<{ seed?: number; seconds: number; nightly?: true; engine?: Engine }>();
const engines: Engine[] = given.engine === undefined ? ['sqlite', 'postgres'] : [given.engine];
const seconds = given.nightly === true ? nightlySeconds : given.seconds;
const seed = given.seed ?? randomInt(1_000_000);

let sound = true;
for (const engine of engines) sound = (await ordeal(engine, seed, seconds)) && sound;
process.exit(sound ? 0 : 1);

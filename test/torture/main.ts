import { Command, InvalidArgumentError, Option } from 'commander';
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSettings } from '../../src/config/settings.js';
import { install } from './installation.js';
import { torture, type Remains } from './torture.js';

type Engine = DatabaseSettings['engine'];

const nightlySeconds = 300;
const kept = 'data/torture';

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

async function isJudgedSound(historyFile: string, settings: DatabaseSettings): Promise<boolean> {
  const database = settings.engine === 'sqlite' ? settings.file : settings.url;
  const checker = ['--import', './test/torture/typescript.mjs', 'test/torture/check.ts', historyFile, database];
  const [code] = (await once(spawn(process.execPath, checker, { stdio: 'inherit' }), 'exit')) as [number | null];
  return code === 0;
}

function keep({ history, log }: Remains, settings: DatabaseSettings, name: string): void {
  mkdirSync(kept, { recursive: true });
  cpSync(history, join(kept, `${name}.jsonl`));
  cpSync(log, join(kept, `${name}.log`));
  if (settings.engine === 'sqlite') cpSync(settings.file, join(kept, `${name}.db`));
}

/** Tortures one engine and lets the checker judge; answers whether everything held. */
async function ordeal(engine: Engine, seed: number, seconds: number): Promise<boolean> {
  console.log(
    `\n${engine}, ${seconds} seconds. Again: npm run torture -- --engine ${engine} --seed ${seed} --seconds ${seconds}`,
  );
  const installation = await install(engine);
  try {
    const { settings } = installation.database;
    const remains = await torture({ installation, seed, seconds });
    const sound = await isJudgedSound(remains.history, settings);
    if (!sound) keep(remains, settings, `${engine}-${seed}`);
    return sound;
  } finally {
    await installation.remove();
  }
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

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { Applicant } from '../../../src/demo/applicants.js';
import { readApplicants } from '../../../src/demo/applicants.js';
import type { TestDatabase } from '../../support/test-database.js';
import { environment } from '../server-process.js';

export interface Demonstration {
  readonly base: string;
  readonly applicants: readonly Applicant[];
  /** Where its database and its mailbox lie. */
  readonly folder: string;
  /** Everything that it has written so far, to both outputs. */
  readonly said: () => string;
  readonly stop: () => Promise<void>;
}

const sample = join('src', 'demo', 'applicants-sample.csv');

/** `npm run demo` over the first of its applicants, as talkative as it gets; resolves once the server goes on by itself. */
export async function demonstrate(database: TestDatabase, people: number): Promise<Demonstration> {
  const file = join(database.dataDir, 'applicants.csv');
  const lines = readFileSync(sample, 'utf8').split('\n');
  writeFileSync(file, lines.slice(0, people + 1).join('\n'));
  const child = spawn(process.execPath, ['dist/demo/demo.js', file], {
    env: { ...environment(database), LOG_LEVEL: 'trace' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  const ended = once(child, 'close');
  const ready = new Promise<string>((resolve, reject) => {
    const heard = (chunk: Buffer): void => {
      said.push(chunk);
      const base = /public pages +(http\S+)\/\s[\s\S]*Stop it/.exec(Buffer.concat(said).toString())?.[1];
      if (base !== undefined) resolve(base);
    };
    child.stdout.on('data', heard);
    child.stderr.on('data', heard);
    child.once('exit', () => {
      reject(new Error(`The demonstration ended:\n${Buffer.concat(said).toString()}`));
    });
  });
  return {
    base: await ready,
    applicants: readApplicants(file).applicants,
    folder: join(database.dataDir, 'demo'),
    said: () => Buffer.concat(said).toString(),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Every secret at the end of a link in the mails of the demonstration. */
export async function mailedSecrets({ folder }: Demonstration): Promise<string[]> {
  const secrets = new Set<string>();
  for (const name of readdirSync(join(folder, 'mail')).filter((file) => file.endsWith('.eml'))) {
    const { text = '' } = await simpleParser(readFileSync(join(folder, 'mail', name)));
    for (const [, secret = ''] of text.matchAll(/\/([\w-]{40,})/g)) secrets.add(secret);
  }
  return [...secrets];
}

import { execFile } from 'node:child_process';
import type { TestDatabase } from '../support/test-database.js';
import { environment } from './server-process.js';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly complaint: string;
}

/** Runs the built command line in a process of its own. */
export function bina(database: TestDatabase, ...words: string[]): Promise<Said> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['dist/cli.js', ...words],
      { env: environment(database) },
      (_, out, complaint) => {
        resolve({ code: child.exitCode ?? -1, out: out.trim(), complaint: complaint.trim() });
      },
    );
  });
}

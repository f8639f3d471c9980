import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';

/** One program tortures, another judges; this one hears the verdict. */
function tortured(engine: string, seconds: number): Promise<{ code: number | null; told: string }> {
  const words = ['--engine', engine, '--seconds', String(seconds), '--seed', String(randomInt(1_000_000))];
  const program = ['--import', './test/torture/typescript.mjs', 'test/torture/main.ts', ...words];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      program,
      { env: { ...process.env, NODE_OPTIONS: '' } },
      (_, out, complaint) => {
        resolve({ code: child.exitCode, told: out + complaint });
      },
    );
  });
}

describe('sixty seconds of torture, half of them on each engine,', () => {
  it.each(['sqlite', 'postgres'])(
    'on %s breaks no property',
    async (engine) => {
      const { code, told } = await tortured(engine, 30);
      expect({ code, told }).toEqual({ code: 0, told: expect.stringMatching(/^holds/m) });
    },
    240_000,
  );
});

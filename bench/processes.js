import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A server of ours, known by the line in which it says where it is ready. */
export class ServerProcess {
  /** @param {string} script @param {Record<string, string>} environment @param {readonly string[]} [flags] */
  static async start(script, environment, flags = []) {
    const begun = performance.now();
    const child = spawn(process.execPath, [...flags, script], {
      env: { ...process.env, NODE_OPTIONS: '', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const port = /ready at http:\/\/\S+:(\d+)/.exec(line)?.[1];
      if (port === undefined) continue;
      child.stdout.resume();
      return new ServerProcess(child, Number(port), performance.now() - begun);
    }
    throw new Error(`${script} did not start.`);
  }

  constructor(child, port, startMilliseconds) {
    this.child = child;
    this.port = port;
    this.startMilliseconds = startMilliseconds;
  }

  /** Resident memory in MB, now and at its highest. */
  memory() {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    const megabytes = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') };
  }

  async stop() {
    if (this.child.exitCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
  }
}

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('load.js', import.meta.url));

/** A load generator in a process of its own. */
export class Generator {
  child = fork(script, { serialization: 'advanced' });

  /**
   * Sends the requests over `connections` sockets until the seconds are over, or none is left; throws when an answer is
   * not of those expected. @param {import('./load.js').Job} job
   */
  async run(job) {
    this.child.send(job);
    const [{ result, error }] = await once(this.child, 'message');
    if (error !== undefined) throw new Error(error);
    return result;
  }

  stop() {
    this.child.kill();
  }
}

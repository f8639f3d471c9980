import { setImmediate } from 'node:timers/promises';

/** In ms: whoever asks for something else waits about that long. */
const longestHold = 2;

/** Lets the other events of the process in between the pieces of long work. */
export class Breather {
  private since = performance.now();

  /** To be awaited between two pieces, as often as one likes: it waits only when the work has held the process for long. */
  async rest(): Promise<void> {
    if (performance.now() - this.since < longestHold) return;
    await setImmediate();
    this.since = performance.now();
  }
}

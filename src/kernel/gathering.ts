import { setImmediate } from 'node:timers/promises';
import { pairs } from './pairs.js';
import { Busy } from './problems.js';

/** So that nobody's turn takes long. */
const groupSize = 25;
const mostWaiting = 5_000;
const patienceMilliseconds = 10_000;

interface Comer<Item, Result> {
  readonly item: Item;
  /** By the clock of the process that nobody can set. */
  readonly since: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Serves those together who came for the same thing while others were served for it; whoever comes first waits for nobody
 * but those of the same round of the event loop. A group has one fate: when it can't be served, all of it are told so.
 */
export class Gathering<Item, Result> {
  private readonly waiting = new Map<string, Comer<Item, Result>[]>();

  constructor(
    /** Answers in the order of the group, which is that of their coming. */
    private readonly serve: (group: readonly Item[]) => Promise<readonly Result[]>,
  ) {}

  /** Rejects with `Busy` when too many wait for what has this name, or when those before take too long. */
  async join(name: string, item: Item): Promise<Result> {
    const waiting = this.waiting.get(name);
    if (waiting !== undefined && waiting.length >= mostWaiting) throw new Busy();
    return new Promise((resolve, reject) => {
      const comer = { item, since: performance.now(), resolve, reject };
      if (waiting === undefined) void this.serveAll(name, [comer]);
      else waiting.push(comer);
    });
  }

  private async serveAll(name: string, waiting: Comer<Item, Result>[]): Promise<void> {
    this.waiting.set(name, waiting);
    while (waiting.length > 0) {
      await setImmediate();
      await this.serveTogether(waiting.splice(0, groupSize));
      sendAway(waiting);
    }
    this.waiting.delete(name);
  }

  private async serveTogether(group: readonly Comer<Item, Result>[]): Promise<void> {
    try {
      const results = await this.serve(group.map(({ item }) => item));
      for (const [{ resolve }, result] of pairs(group, results)) resolve(result);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}

/** Those who have waited too long, the first of all. */
function sendAway(waiting: Comer<unknown, never>[]): void {
  const latest = performance.now() - patienceMilliseconds;
  const late = waiting.filter(({ since }) => since < latest);
  for (const { reject } of waiting.splice(0, late.length)) reject(new Busy());
}

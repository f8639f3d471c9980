import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { Busy } from '../kernel/problems.js';

/** The one connection that writes. */
export interface Writer {
  /** Begins a transaction; may wait for it. */
  begin(): Promise<void>;
  /** Runs one unit of work in the transaction: when it rejects, nothing is left of that unit. */
  apart<T>(work: (tx: EntityManager) => Promise<T>): Promise<T>;
  /** Whether the transaction still stands: the database may have rolled it back by itself. */
  stands(): boolean;
  /** Resolves when everything is durable. */
  commit(): Promise<void>;
  rollBack(): Promise<void>;
}

interface Unit {
  readonly work: (tx: EntityManager) => Promise<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const mostWaiting = 20_000;
/** How long units join one commit; whoever comes later, and every other event of the process, waits that long at most. */
export const usualJoiningMilliseconds = 20;

/**
 * Lets units of work that wait together share one durable commit, one after the other, each apart from the others: one
 * that fails takes no other with it. Nobody is told anything before the commit, not even of a failure, since a unit may
 * have failed over what an earlier one wrote; when the commit fails, all are told that.
 */
export class CommitQueue {
  private waiting: Unit[] = [];
  private working: Promise<void> | undefined;

  constructor(
    private readonly writer: Writer,
    private readonly joiningMilliseconds: number,
  ) {}

  /** Rejects with `Busy` when too many wait. */
  add<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    if (this.waiting.length >= mostWaiting) return Promise.reject(new Busy());
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, resolve: resolve as Unit['resolve'], reject });
      this.working ??= this.workOff();
    });
  }

  /** Resolves when nothing waits. */
  async emptied(): Promise<void> {
    await this.working;
  }

  /** Whoever asks in the same round of the event loop joins the same commit. */
  private async workOff(): Promise<void> {
    while (this.waiting.length > 0) {
      await setImmediate();
      await this.commitTogether();
    }
    this.working = undefined;
  }

  private async commitTogether(): Promise<void> {
    const joined: Unit[] = [];
    const answers: (() => void)[] = [];
    try {
      await this.writer.begin();
      await this.runAll(joined, answers);
      await this.writer.commit();
    } catch (error) {
      await this.writer.rollBack();
      if (joined.length === 0) joined.push(...this.waiting.splice(0));
      for (const { reject } of joined) reject(error);
      return;
    }
    for (const answer of answers) answer();
  }

  /** Throws what ended the whole transaction. */
  private async runAll(joined: Unit[], answers: (() => void)[]): Promise<void> {
    const until = performance.now() + this.joiningMilliseconds;
    do {
      const unit = this.waiting.shift();
      if (unit === undefined) return;
      joined.push(unit);
      try {
        const result = await this.writer.apart(unit.work);
        answers.push(() => {
          unit.resolve(result);
        });
      } catch (error) {
        if (!this.writer.stands()) throw error;
        answers.push(() => {
          unit.reject(error);
        });
      }
    } while (performance.now() < until);
  }
}

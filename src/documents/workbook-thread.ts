import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { templatesFolder } from '../http/templates-folder.js';

type Answer = { readonly taken: true } | { readonly bytes: Uint8Array } | { readonly failed: string };

const file = join(templatesFolder, 'documents', 'workbook-writer.mjs');

/** Its rows are gone when they are written, so that little is enough. */
const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 8 };

/** The library takes long to load and much room: it stays for as long as workbooks follow one another. */
const idleMilliseconds = 30_000;

/**
 * The thread that writes workbooks, one after the other: the library takes a process's whole attention when it is
 * loaded, and a good part of it for long tables.
 */
export class WorkbookThread {
  private worker: Worker | undefined;
  private leaving: NodeJS.Timeout | undefined;
  private turns: Promise<unknown> = Promise.resolve();

  /** What `work` tells it makes one workbook. Throws what the library throws. */
  turn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.turns.then(() => this.during(work));
    this.turns = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when that is done; to the file, for the last message. Only within `work`. */
  async tell(message: unknown): Promise<Uint8Array | undefined> {
    const worker = (this.worker ??= new Worker(file, { resourceLimits, execArgv: [] }));
    worker.postMessage(message);
    const [answer] = (await once(worker, 'message')) as [Answer];
    if ('failed' in answer) throw new Error(answer.failed);
    return 'bytes' in answer ? answer.bytes : undefined;
  }

  private async during<T>(work: () => Promise<T>): Promise<T> {
    clearTimeout(this.leaving);
    this.worker?.ref();
    try {
      return await work();
    } catch (error) {
      await this.leave();
      throw error;
    } finally {
      this.worker?.unref();
      this.leaving = setTimeout(() => void this.leave(), idleMilliseconds).unref();
    }
  }

  private async leave(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }
}

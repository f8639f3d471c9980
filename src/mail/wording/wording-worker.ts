import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { templatesFolder } from '../../http/templates-folder.js';
import type { WordingText } from './wording.rules.js';

export interface WordingJob extends WordingText {
  readonly values: Readonly<Record<string, unknown>>;
}

export interface WordingResult {
  readonly subject: string;
  readonly text: string;
}

/** An office's words could not be rendered; `code` says why: forbidden, too deep, too large, too slow or broken. */
export class WordingFailed extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = 'WordingFailed';
  }
}

const startMilliseconds = 10_000;
const renderMilliseconds = 5_000;
const resourceLimits = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 8, stackSizeMb: 2 };
const file = join(templatesFolder, 'emails', 'wording-worker.mjs');

/** Renders what offices wrote in a thread of its own, one after the other: five seconds each at most, and 32 MB. */
@Injectable()
export class WordingWorker implements OnModuleDestroy {
  private worker: Promise<Worker> | null = null;
  private queue: Promise<unknown> = Promise.resolve();

  /** Throws `WordingFailed`; the thread is then ended if it was still at it, and a fresh one serves the next. */
  render(job: WordingJob): Promise<WordingResult> {
    const turn = this.queue.then(() => this.take(job));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async take(job: WordingJob): Promise<WordingResult> {
    this.worker ??= this.start();
    try {
      const worker = await this.worker;
      const answer = await answerOf(worker, { limit: renderMilliseconds, job });
      if ('refused' in answer) throw new WordingFailed(answer.refused);
      return answer;
    } catch (error) {
      if (!(error instanceof WordingFailed) || error.code === 'wording_too_slow') await this.end();
      throw error instanceof WordingFailed ? error : new WordingFailed('wording_too_large');
    }
  }

  private async start(): Promise<Worker> {
    const worker = new Worker(file, { resourceLimits, env: {}, stdin: false });
    worker.unref();
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      this.worker = null;
    });
    await answerOf(worker, { limit: startMilliseconds, job: null });
    return worker;
  }

  private async end(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await (await worker?.catch(() => undefined))?.terminate();
  }

  onModuleDestroy(): Promise<void> {
    return this.end();
  }
}

type Answer = WordingResult | { readonly refused: string };

/** The next message of a thread. Rejects when it dies, or with `wording_too_slow` when it says nothing in time. */
function answerOf(
  worker: Worker,
  { limit, job }: { readonly limit: number; readonly job: WordingJob | null },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const heard = (answer: Answer) => {
      settle();
      resolve(answer);
    };
    const died = (reason?: unknown) => {
      settle();
      reject(reason instanceof Error ? reason : new Error('The thread ended.'));
    };
    const timer = setTimeout(() => {
      died(new WordingFailed('wording_too_slow'));
    }, limit);
    function settle(): void {
      clearTimeout(timer);
      worker.off('message', heard).off('error', died).off('exit', died);
    }
    worker.once('message', heard).once('error', died).once('exit', died);
    if (job !== null) worker.postMessage(job);
  });
}

import type { SendMailOptions } from 'nodemailer';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { templatesFolder } from '../http/templates-folder.js';
import type { SmtpError } from './delivery.rules.js';

interface Answer {
  readonly number: number;
  readonly failed?: SmtpError & { readonly message: string };
}

interface Sender {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** A thread that runs, with those who wait for its answers. */
interface Running {
  readonly worker: Worker;
  readonly senders: Map<number, Sender>;
}

const file = join(templatesFolder, 'emails', 'smtp-thread.mjs');

/** It stays between the mails of a busy hour, and gives its megabytes back after that. */
const usualIdleMilliseconds = 30_000;

/**
 * The thread that speaks to the mail server: to put a mail together and to send it takes longer than all else that is
 * done for it, and would keep the requests of the process waiting.
 */
export class SmtpThread {
  private running: Running | undefined;
  private leaving: NodeJS.Timeout | undefined;
  private last = 0;

  constructor(
    /** Of nodemailer's pool. */
    private readonly options: object,
    private readonly idleMilliseconds = usualIdleMilliseconds,
  ) {}

  /** Resolves when the mail server has taken it. Rejects with what the library says, and when the thread has ended. */
  send(mail: SendMailOptions): Promise<void> {
    clearTimeout(this.leaving);
    const { worker, senders } = (this.running ??= this.start());
    const number = (this.last += 1);
    return new Promise((resolve, reject) => {
      senders.set(number, { resolve, reject });
      worker.ref();
      worker.postMessage({ number, mail });
    });
  }

  /** Ends its connections, those that are in use as soon as they are not. The next mail begins another thread. */
  close(): void {
    clearTimeout(this.leaving);
    this.running?.worker.postMessage({ close: true });
    this.running = undefined;
  }

  private start(): Running {
    const worker = new Worker(file, { workerData: this.options, execArgv: [] });
    const running = { worker, senders: new Map<number, Sender>() };
    worker.on('message', (answer: Answer) => {
      settle(running, answer);
      if (running.senders.size === 0) this.rest(running);
    });
    worker.once('error', (error) => {
      this.end(running, error);
    });
    worker.once('exit', () => {
      this.end(running, new Error('The thread that sends mails has ended.'));
    });
    return running;
  }

  private rest(running: Running): void {
    running.worker.unref();
    if (running !== this.running) return;
    this.leaving = setTimeout(() => {
      this.close();
    }, this.idleMilliseconds).unref();
  }

  private end(running: Running, reason: unknown): void {
    if (running === this.running) this.running = undefined;
    const senders = [...running.senders.values()];
    running.senders.clear();
    for (const { reject } of senders) reject(reason);
  }
}

function settle({ senders }: Running, { number, failed }: Answer): void {
  const sender = senders.get(number);
  senders.delete(number);
  if (failed === undefined) sender?.resolve();
  else sender?.reject(failed);
}

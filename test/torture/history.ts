import { appendFileSync, readFileSync } from 'node:fs';

/** One request and its answer. Times are milliseconds of the torture's own clock, which nobody moves. */
export interface Call {
  readonly kind: 'call';
  readonly begun: number;
  readonly ended: number;
  /** The process that was asked. */
  readonly process: string;
  readonly does: 'register' | 'withdraw' | 'check-in' | 'decide' | 'issue';
  /** The `Idempotency-Key`. */
  readonly key?: string;
  readonly batchId?: string;
  readonly registrationId?: string;
  readonly sessionId?: string;
  readonly decision?: string;
  /** Null when the connection broke before the answer. */
  readonly status: number | null;
  readonly code?: string;
  /** What the answer said of the registration, or how many certificates were issued. */
  readonly answer?: { readonly id?: string; readonly status?: string; readonly issued?: number };
}

export interface Fault {
  readonly kind: 'fault';
  readonly at: number;
  readonly what:
    | 'killed'
    | 'ended-itself'
    | 'served-too-little'
    | 'database-down'
    | 'database-up'
    | 'disk-full'
    | 'disk-freed'
    | 'smtp'
    | 'clock';
  /** The process, or the way of the mail server, or by how much a clock was moved. */
  readonly which?: string;
}

/** The mail server had a message in full and answered 250, or 5xx for good. */
export interface MailAnswer {
  readonly kind: 'mail';
  readonly at: number;
  readonly messageId: string;
  /** Who delivered it, as it said in EHLO. */
  readonly process: string;
  readonly answer: 'taken' | 'refused';
}

export type Line = Call | Fault | MailAnswer;

/** Append-only, one JSON document a line. */
export class History {
  /** Requests that were answered with 2xx so far. */
  successes = 0;
  private readonly began = performance.now();

  constructor(private readonly file: string) {}

  now(): number {
    return Math.round(performance.now() - this.began);
  }

  write(line: Line): void {
    if (line.kind === 'call' && line.status !== null && line.status < 300) this.successes += 1;
    appendFileSync(this.file, `${JSON.stringify(line)}\n`);
  }

  fault(what: Fault['what'], which?: string): void {
    this.write({ kind: 'fault', at: this.now(), what, ...(which === undefined ? {} : { which }) });
  }
}

export function readHistory(file: string): Line[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { insertByCommit } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { Keyring } from '../kernel/keyring.js';
import { InvalidInput } from '../kernel/problems.js';
import { IdempotencyKey } from './idempotency-key.entity.js';

/** A creating request, as far as repeating it is concerned. */
export interface RepeatableRequest {
  /** Route and caller: `POST /programs:<user id>`. */
  readonly scope: string;
  /** The `Idempotency-Key` header; without it every request is a new one. */
  readonly key: string | undefined;
  readonly body: unknown;
}

export interface Outcome {
  readonly status: number;
  readonly resourceId: string;
}

const keyForm = /^[\x21-\x7e]{1,100}$/;

/**
 * Makes creating requests repeatable: the same key and body lead to the same row, over restarts and processes.
 * Kept are a status and an id in the transaction of the effect, never the answer: it may hold links.
 */
@Injectable()
export class Idempotency {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Answers what `work` did, or the earlier outcome. Throws `InvalidInput` for a malformed key and for a key that came
   * with another body before.
   */
  run<O extends Outcome>(request: RepeatableRequest, work: (tx: EntityManager) => Promise<O>): Promise<O | Outcome> {
    return this.once(request, () => this.keeping(request, work));
  }

  /** Work of `once`, in one transaction with what is kept of it. */
  keeping<O extends Outcome>(request: RepeatableRequest, work: (tx: EntityManager) => Promise<O>): Promise<O> {
    return this.database.transaction(async (tx) => {
      const outcome = await work(tx);
      await this.keep(tx, [[request, outcome]]);
      return outcome;
    });
  }

  /** The same as `run` for work that sees to it by itself that its outcome is kept. */
  async once<T>(request: RepeatableRequest, work: () => Promise<T>): Promise<T | Outcome> {
    const earlier = await this.earlier(request);
    if (earlier !== null) return earlier;
    try {
      return await work();
    } catch (error) {
      const twin = await this.earlier(request);
      if (twin !== null) return twin;
      throw error;
    }
  }

  private async earlier({ scope, key, body }: RepeatableRequest): Promise<Outcome | null> {
    if (key === undefined) return null;
    if (!keyForm.test(key)) throw keyProblem('idempotency_key_malformed');
    const kept = await this.database.reader.findOneBy(IdempotencyKey, { scope, key });
    if (kept === null) return null;
    if (kept.bodyHash !== this.hashOf(body)) throw keyProblem('idempotency_key_reused');
    return { status: kept.status, resourceId: kept.resourceId };
  }

  /** Remembers what requests led to, in the transaction that did it; of those without a key nothing. */
  async keep(tx: EntityManager, outcomes: readonly (readonly [RepeatableRequest, Outcome])[]): Promise<void> {
    const createdAt = this.clock.now();
    const rows = outcomes.flatMap(([{ scope, key, body }, { status, resourceId }]) =>
      key === undefined
        ? []
        : [{ id: newId(), scope, key, bodyHash: this.hashOf(body), status, resourceId, createdAt }],
    );
    await insertByCommit(tx, IdempotencyKey, rows);
  }

  private hashOf(body: unknown): string {
    return this.keyring.lookupHash('idempotency', canonical(body));
  }
}

function keyProblem(code: string): InvalidInput {
  return new InvalidInput([{ field: 'Idempotency-Key', code }]);
}

/** JSON with sorted keys, so that the order of fields makes no other body. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

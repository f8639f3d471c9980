import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { Idempotency, type RepeatableRequest } from './idempotency.js';

/** A creating request, as its controller sees it. */
export interface CreatingRequest {
  readonly route: string;
  /** Who asks; keys of one caller are unknown to another. */
  readonly caller: string;
  readonly key: string | undefined;
  readonly body: unknown;
}

const created = 201;

/** Runs the work of a request in its transaction, once per `Idempotency-Key`. */
@Injectable()
export class Creation {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
  ) {}

  /** `work` answers the new row's id; a repeated request answers the id of the first. */
  async run(request: CreatingRequest, work: (tx: EntityManager) => Promise<string>): Promise<string> {
    const { resourceId } = await this.idempotency.run(repeatable(request), async (tx) => ({
      status: created,
      resourceId: await work(tx),
    }));
    return resourceId;
  }

  /** The same for work that sees to it by itself that its outcome is kept. */
  async once<T extends { readonly id: string }>(
    request: CreatingRequest,
    work: () => Promise<T>,
  ): Promise<T | { readonly id: string }> {
    const done = await this.idempotency.once(repeatable(request), work);
    return 'resourceId' in done ? { id: done.resourceId } : done;
  }

  /** For rows that many requests made in one transaction, each in the work of `once`. */
  async keep(tx: EntityManager, made: readonly (readonly [CreatingRequest, { readonly id: string }])[]): Promise<void> {
    const outcomes = made.map(
      ([request, { id }]) => [repeatable(request), { status: created, resourceId: id }] as const,
    );
    await this.idempotency.keep(tx, outcomes);
  }

  change<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }
}

function repeatable({ route, caller, key, body }: CreatingRequest): RepeatableRequest {
  return { scope: `${route}:${caller}`, key, body };
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { Idempotency } from './idempotency.js';

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
    return (await this.make(request, async (tx) => ({ id: await work(tx) }))).id;
  }

  /** `work` answers the new row; a repeated request answers no more of the first than its id. */
  async make<R extends { readonly id: string }>(
    { route, caller, key, body }: CreatingRequest,
    work: (tx: EntityManager) => Promise<R>,
  ): Promise<R | Pick<R, 'id'>> {
    const outcome = await this.idempotency.run({ scope: `${route}:${caller}`, key, body }, async (tx) => {
      const made = await work(tx);
      return { status: created, resourceId: made.id, made };
    });
    return 'made' in outcome ? outcome.made : { id: outcome.resourceId };
  }

  change<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }
}

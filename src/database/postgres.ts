import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, type EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { isTransient, withoutParameters } from './constraints.js';
import type { Engine, EntityClass } from './engine.js';
import { LeanPostgresRunner } from './lean-postgres-runner.js';
import { migrations } from './migrations/list.js';
import { BinaNaming } from './naming.js';
import { PreparingClient } from './preparing-client.js';
import { QuickManager } from './quick-manager.js';

const poolSize = 10;
const connectionWaitMilliseconds = 10_000;
const statementLimitMilliseconds = 20_000;
const attempts = 5;

class LeanSource extends DataSource {
  override createQueryRunner(): LeanPostgresRunner {
    const runner = new LeanPostgresRunner(this.driver as PostgresDriver, 'master');
    new QuickManager(this, runner);
    return runner;
  }
}

/** PostgreSQL: ordinary pooled transactions at READ COMMITTED, run again as a whole when the server asks for it. */
export class PostgresEngine implements Engine {
  readonly name = 'postgres';

  readonly reader: EntityManager;

  private constructor(readonly source: LeanSource) {
    this.reader = new QuickManager(source);
  }

  static async open(url: string, entities: readonly EntityClass[]): Promise<PostgresEngine> {
    const source = new LeanSource({
      type: 'postgres',
      url,
      entities: [...entities],
      migrations: [...migrations],
      migrationsTransactionMode: 'each',
      namingStrategy: new BinaNaming(),
      installExtensions: false,
      poolSize,
      connectTimeoutMS: connectionWaitMilliseconds,
      extra: {
        Client: PreparingClient,
        pipeline: true,
        statement_timeout: statementLimitMilliseconds,
        idle_in_transaction_session_timeout: statementLimitMilliseconds,
      },
    });
    await source.initialize();
    return new PostgresEngine(source);
  }

  together<T>(read: (reader: EntityManager) => Promise<T>): Promise<T> {
    return this.onConnection(({ manager }) => read(manager));
  }

  async transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.inTransaction(work);
      } catch (error) {
        if (attempt === attempts || !isTransient(withoutParameters(error))) throw error;
        await delay(Math.random() * 20 * 2 ** attempt);
      }
    }
  }

  private inTransaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.onConnection(async (runner) => {
      try {
        return await runner.manager.transaction(work);
      } catch (error) {
        throw runner.causeOf(error);
      }
    });
  }

  private async onConnection<T>(work: (runner: LeanPostgresRunner) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      return await work(runner);
    } finally {
      await runner.release();
    }
  }

  /** The transactions that are visible now: whatever commits is added to them. */
  async stamp(): Promise<string> {
    const [row] = await this.reader.query<{ stamp: string }[]>('SELECT pg_current_snapshot()::text AS stamp', []);
    return String(row?.stamp);
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }
}

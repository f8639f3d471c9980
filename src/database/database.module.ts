import { Inject, Injectable, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { DatabaseSettings } from '../config/settings.js';
import { Database } from './database.js';
import type { EntityClass } from './engine.js';
import { migrate } from './migrate.js';
import { NestingGuard } from './nesting-guard.js';
import { openEngine } from './open.js';
import { ProcessLock } from './process-lock.js';

export interface DatabaseOptions {
  readonly settings: DatabaseSettings;
  readonly entities: readonly EntityClass[];
  /** A server owns its SQLite file; a command works beside it, in short transactions, on a schema that exists. */
  readonly asServer: boolean;
  /** Whether a transaction within another one is refused. */
  readonly guarded: boolean;
}

const LOCK = Symbol('process lock');

@Injectable()
class DatabaseEnd implements OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    @Inject(LOCK) private readonly lock: ProcessLock | null,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
    this.lock?.release();
  }
}

async function open(options: DatabaseOptions): Promise<Database> {
  const engine = await openEngine(options.settings, options.entities);
  await migrate(engine);
  return new Database(engine, options.guarded ? new NestingGuard() : null);
}

function takeLock({ settings, asServer }: DatabaseOptions): ProcessLock | null {
  return asServer && settings.engine === 'sqlite' ? ProcessLock.take(settings.file) : null;
}

@Module({})
export class DatabaseModule {
  static with(options: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        { provide: LOCK, useFactory: () => takeLock(options) },
        { provide: Database, inject: [LOCK], useFactory: () => open(options) },
        DatabaseEnd,
      ],
      exports: [Database],
    };
  }
}

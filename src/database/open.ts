import type { DatabaseSettings } from '../config/settings.js';
import type { Engine, EntityClass } from './engine.js';
import { PostgresEngine } from './postgres.js';
import { SqliteEngine } from './sqlite.js';

export function openEngine(settings: DatabaseSettings, entities: readonly EntityClass[]): Promise<Engine> {
  return settings.engine === 'sqlite'
    ? SqliteEngine.open(settings.file, entities)
    : PostgresEngine.open(settings.url, entities);
}

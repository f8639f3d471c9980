import { KeptAnswers } from '../kernel/kept-answers.js';
import type { Database } from './database.js';

/**
 * What was read of committed rows, kept for as long as no row changes. SQLite tells within microseconds whether one did;
 * asking PostgreSQL takes as long as reading, so there all is read anew.
 */
export class WhileUnchanged<T> {
  private readonly kept = new KeptAnswers<T>();

  constructor(private readonly database: Database) {}

  /** What `read` answers, under a name that tells apart all that it depends on but rows. */
  async get(name: string, read: () => Promise<T>): Promise<T> {
    if (this.database.engineName === 'postgres') return read();
    return this.kept.get(await this.database.stamp(), name, read);
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Busy } from '../kernel/problems.js';

/** Whether this process can serve requests. */
@Injectable()
export class Readiness {
  constructor(private readonly database: Database) {}

  /** Throws `Busy` while the database does not answer. */
  async require(): Promise<void> {
    if (!(await this.database.answers())) throw new Busy();
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { KeptAnswers } from '../kernel/kept-answers.js';

/**
 * Pages that everybody sees alike, made and encoded once for as long as no row changes and the clock shows the same
 * second: what a page says of seats and of windows is never older than its request.
 */
@Injectable()
export class PageMemo {
  private readonly pages = new KeptAnswers<Buffer>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The page of this name, which must tell apart all that `make` depends on but rows and time. */
  async page(name: string, make: () => Promise<string>): Promise<Buffer> {
    const moment = `${await this.database.stamp()} ${Math.floor(this.clock.now().getTime() / 1000)}`;
    return this.pages.get(moment, name, async () => Buffer.from(await make()));
  }
}

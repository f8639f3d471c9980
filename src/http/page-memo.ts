import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';

/**
 * Pages that everybody sees alike, made and encoded once for as long as no row changes and the clock shows the same
 * second: what a page says of seats and of windows is never older than its request.
 */
@Injectable()
export class PageMemo {
  private moment = '';
  private readonly pages = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The page of this name, which must tell apart all that `make` depends on but rows and time. */
  async page(name: string, make: () => Promise<string>): Promise<Buffer> {
    const moment = `${await this.database.stamp()} ${Math.floor(this.clock.now().getTime() / 1000)}`;
    if (moment !== this.moment) {
      this.moment = moment;
      this.pages.clear();
    }
    const known = this.pages.get(name);
    if (known !== undefined) return known;
    const made = make().then((page) => Buffer.from(page));
    this.pages.set(name, made);
    return made;
  }
}

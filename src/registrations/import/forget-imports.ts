import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Database } from '../../database/database.js';
import { Ticker } from '../../http/ticker.js';
import { Clock } from '../../kernel/clock.js';
import { ImportDraft } from './import-draft.entity.js';

const hour = 3_600_000;
const keptHours = 24;

/** Deletes spreadsheets a day after they were uploaded, whatever became of them; looks once an hour. */
@Injectable()
export class ForgetImports implements OnModuleInit {
  private nextAt = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ticker: Ticker,
  ) {}

  onModuleInit(): void {
    this.ticker.register('uploaded spreadsheets', () => this.runHourly());
  }

  private async runHourly(): Promise<void> {
    const now = this.clock.now().getTime();
    if (now < this.nextAt) return;
    this.nextAt = now + hour;
    await this.run();
  }

  async run(): Promise<void> {
    const before = LessThan(new Date(this.clock.now().getTime() - keptHours * hour));
    await this.database.transaction((tx) => tx.delete(ImportDraft, { createdAt: before }));
  }
}

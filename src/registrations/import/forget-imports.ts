import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Database } from '../../database/database.js';
import { every, Ticker } from '../../http/ticker.js';
import { Clock } from '../../kernel/clock.js';
import { ImportDraft } from './import-draft.entity.js';

const hour = 3_600_000;
const keptHours = 24;

/** Deletes spreadsheets a day after they were uploaded, whatever became of them; looks once an hour. */
@Injectable()
export class ForgetImports implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ticker: Ticker,
  ) {}

  onModuleInit(): void {
    this.ticker.register(
      'uploaded spreadsheets',
      every(hour, this.clock, () => this.run()),
    );
  }

  async run(): Promise<void> {
    const before = LessThan(new Date(this.clock.now().getTime() - keptHours * hour));
    await this.database.transaction((tx) => tx.delete(ImportDraft, { createdAt: before }));
  }
}

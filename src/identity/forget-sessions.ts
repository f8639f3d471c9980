import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Database } from '../database/database.js';
import { every, Ticker } from '../http/ticker.js';
import { Clock } from '../kernel/clock.js';
import { UserSession } from './user-session.entity.js';

const day = 86_400_000;

/** Deletes sign-ins that ended a day ago or more, once a day; the audit trail tells of them. */
@Injectable()
export class ForgetSessions implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ticker: Ticker,
  ) {}

  onModuleInit(): void {
    this.ticker.register(
      'ended sessions',
      every(day, this.clock, () => this.run()),
    );
  }

  private async run(): Promise<void> {
    const before = LessThan(new Date(this.clock.now().getTime() - day));
    await this.database.transaction(async (tx) => {
      await tx.delete(UserSession, { expiresAt: before });
      await tx.delete(UserSession, { revokedAt: before });
    });
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Database } from '../database/database.js';
import { Ticker } from '../http/ticker.js';
import { Clock } from '../kernel/clock.js';
import { UserSession } from './user-session.entity.js';

const day = 86_400_000;

/** Deletes sign-ins that ended a day ago or more, once a day; the audit trail tells of them. */
@Injectable()
export class ForgetSessions implements OnModuleInit {
  private nextAt = 0;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ticker: Ticker,
  ) {}

  onModuleInit(): void {
    this.ticker.register('ended sessions', () => this.runDaily());
  }

  private async runDaily(): Promise<void> {
    const now = this.clock.now().getTime();
    if (now < this.nextAt) return;
    this.nextAt = now + day;
    const before = LessThan(new Date(now - day));
    await this.database.transaction(async (tx) => {
      await tx.delete(UserSession, { expiresAt: before });
      await tx.delete(UserSession, { revokedAt: before });
    });
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../database/database.js';
import { instantText } from '../database/columns.js';
import { Ticker } from '../http/ticker.js';
import { Clock } from '../kernel/clock.js';
import { dayIn } from '../kernel/dates.js';
import { Batch } from '../programs/batch.entity.js';
import { Session } from '../programs/session.entity.js';
import { AttendanceReport } from './attendance-report.entity.js';
import { isDue, reportDays } from './daily-report.rules.js';
import { SendReport } from './send-report.js';

const daysBack = 8;

/** Sends each day's report by itself, half an hour after its last session, exactly once per contact and day. */
@Injectable()
export class SendDailyReports implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sendReport: SendReport,
    private readonly ticker: Ticker,
  ) {}

  onModuleInit(): void {
    this.ticker.register('daily reports', () => this.run());
  }

  /** Answers how many reports were sent. Running it twice, or on two machines, sends nothing twice. */
  async run(): Promise<number> {
    const now = this.clock.now();
    let sent = 0;
    for (const { batch, ends } of await this.recentBatches(now)) {
      const reported = await this.reportedDays(batch);
      for (const reportDay of reportDays(ends, (instant) => dayIn(batch.timeZone, instant))) {
        if (!isDue(reportDay, now) || reported.has(reportDay.day)) continue;
        if ((await this.sendReport.ofDay(batch, reportDay.day)) !== null) sent += 1;
      }
    }
    return sent;
  }

  private async recentBatches(now: Date): Promise<{ batch: Batch; ends: Date[] }[]> {
    const since = new Date(now.getTime() - daysBack * 86_400_000);
    const { reader } = this.database;
    const sessions = await reader
      .createQueryBuilder(Session, 'session')
      .innerJoin(Batch, 'batch', "batch.id = session.batchId AND batch.status IN ('published', 'completed')")
      .where('session.endsAt <= :now AND session.endsAt > :since', { now: instantText(now), since: instantText(since) })
      .getMany();
    const batches = await reader.findBy(Batch, { id: In([...new Set(sessions.map(({ batchId }) => batchId))]) });
    const all = await reader.findBy(Session, { batchId: In(batches.map(({ id }) => id)) });
    return batches.map((batch) => ({
      batch,
      ends: all.filter(({ batchId }) => batchId === batch.id).map(({ endsAt }) => endsAt),
    }));
  }

  private async reportedDays({ id }: Batch): Promise<Set<string>> {
    const reports = await this.database.reader.find(AttendanceReport, {
      where: { batchId: id, cause: 'daily' },
      select: { day: true },
    });
    return new Set(reports.map(({ day }) => day));
  }
}

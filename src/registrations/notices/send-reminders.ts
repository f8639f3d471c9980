import { Injectable, type OnModuleInit } from '@nestjs/common';
import { instantText } from '../../database/columns.js';
import { Database } from '../../database/database.js';
import { Ticker } from '../../http/ticker.js';
import { Clock } from '../../kernel/clock.js';
import { EmailMessage } from '../../mail/email-message.entity.js';
import { Outbox } from '../../mail/outbox.js';
import { Batch } from '../../programs/batch.entity.js';
import { Session } from '../../programs/session.entity.js';
import { Registration } from '../registration.entity.js';
import { ticketOf } from './registration-notices.js';
import { firstDay, isTimeToRemind, type Beginning } from './reminder.rules.js';

interface PublishedBeginning extends Beginning {
  readonly batchId: string;
}

/** The day before a batch begins, at 08:00 in its zone, reminds each confirmed participant once. */
@Injectable()
export class SendReminders implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly ticker: Ticker,
  ) {}

  onModuleInit(): void {
    this.ticker.register('reminders', () => this.run());
  }

  /** Answers how many reminders were enqueued. Running it twice, or on two machines, reminds nobody twice. */
  async run(): Promise<number> {
    const now = this.clock.now();
    let enqueued = 0;
    for (const beginning of await this.beginnings(now)) {
      if (isTimeToRemind(beginning, now)) enqueued += await this.remind(beginning);
    }
    return enqueued;
  }

  private async beginnings(now: Date): Promise<PublishedBeginning[]> {
    const rows = await this.database.reader
      .createQueryBuilder(Session, 'session')
      .innerJoin(Batch, 'batch', 'batch.id = session.batchId')
      .where("batch.status = 'published'")
      .select(['batch.id AS "batchId"', 'batch.timeZone AS "timeZone"', 'MIN(session.startsAt) AS "firstStart"'])
      .groupBy('batch.id')
      .addGroupBy('batch.timeZone')
      .having('MIN(session.startsAt) > :now', { now: instantText(now) })
      .getRawMany<{ batchId: string; timeZone: string; firstStart: string | Date }>();
    return rows.map((row) => ({ ...row, firstStart: new Date(row.firstStart) }));
  }

  private async remind(beginning: PublishedBeginning): Promise<number> {
    const day = firstDay(beginning);
    const due = await this.notReminded(beginning.batchId, day);
    if (due.length === 0) return 0;
    const emails = due.map(({ id, officeId, name, email, locale }) => ({
      officeId,
      dedupeKey: reminderKey(id, day),
      to: { name, address: email ?? '' },
      template: 'session-reminder',
      locale,
      subjectId: id,
      batchId: beginning.batchId,
      data: { day },
      ...ticketOf({ id }),
    }));
    const ids = await this.database.transaction((tx) => this.outbox.enqueueAll(tx, emails));
    return ids.length;
  }

  /** In one order for all, so that two that run at a time wait for one another instead of crossing. */
  private notReminded(batchId: string, day: string): Promise<Registration[]> {
    return this.database.reader
      .createQueryBuilder(Registration, 'registration')
      .leftJoin(EmailMessage, 'reminder', "reminder.dedupeKey = 'session.reminder:' || registration.id || :ending", {
        ending: `:${day}`,
      })
      .where("registration.batchId = :batchId AND registration.status = 'confirmed'", { batchId })
      .andWhere('registration.email IS NOT NULL AND reminder.id IS NULL')
      .orderBy('registration.sequence', 'ASC')
      .getMany();
  }
}

function reminderKey(id: string, day: string): string {
  return `session.reminder:${id}:${day}`;
}

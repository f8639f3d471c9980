import { Injectable, type OnModuleInit } from '@nestjs/common';
import { instantText } from '../../database/columns.js';
import { Database } from '../../database/database.js';
import { Ticker } from '../../http/ticker.js';
import { Clock } from '../../kernel/clock.js';
import { dayIn, inZone, instantAt } from '../../kernel/dates.js';
import { EmailMessage } from '../../mail/email-message.entity.js';
import { Outbox } from '../../mail/outbox.js';
import { Batch } from '../../programs/batch.entity.js';
import { Session } from '../../programs/session.entity.js';
import { Registration } from '../registration.entity.js';
import { isTimeToRemind } from './reminder.rules.js';

const remindAt = '08:00';

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
    for (const { batch, firstStart } of await this.comingBatches(now)) {
      const dayBefore = inZone(batch.timeZone, firstStart).minus({ days: 1 }).toFormat('yyyy-MM-dd');
      const remindFrom = instantAt(batch.timeZone, dayBefore, remindAt);
      if (isTimeToRemind({ firstStart, remindFrom }, now)) enqueued += await this.remind(batch, firstStart);
    }
    return enqueued;
  }

  private async comingBatches(now: Date): Promise<{ batch: Batch; firstStart: Date }[]> {
    const batches = await this.database.reader
      .createQueryBuilder(Batch, 'batch')
      .where("batch.status = 'published'")
      .andWhere(
        (query) =>
          `EXISTS ${query.subQuery().select('1').from(Session, 'session').where('session.batchId = batch.id AND session.startsAt > :now').getQuery()}`,
        { now: instantText(now) },
      )
      .getMany();
    const firsts = batches.map(async (batch) => {
      const [first] = await this.database.reader.find(Session, {
        where: { batchId: batch.id },
        order: { startsAt: 'ASC' },
        take: 1,
      });
      return first === undefined ? [] : [{ batch, firstStart: first.startsAt }];
    });
    return (await Promise.all(firsts)).flat();
  }

  private async remind(batch: Batch, firstStart: Date): Promise<number> {
    const day = dayIn(batch.timeZone, firstStart);
    const key = ({ id }: Pick<Registration, 'id'>) => `session.reminder:${id}:${day}`;
    const waiting = await this.database.reader
      .createQueryBuilder(Registration, 'registration')
      .leftJoin(EmailMessage, 'reminder', "reminder.dedupeKey = 'session.reminder:' || registration.id || :ending", {
        ending: `:${day}`,
      })
      .where("registration.batchId = :batchId AND registration.status = 'confirmed'", { batchId: batch.id })
      .andWhere('registration.email IS NOT NULL AND reminder.id IS NULL')
      .getMany();
    if (waiting.length === 0) return 0;
    return this.database.transaction(async (tx) => {
      let enqueued = 0;
      for (const registration of waiting) {
        const id = await this.outbox.enqueue(tx, {
          officeId: registration.officeId,
          dedupeKey: key(registration),
          to: { name: registration.name, address: registration.email ?? '' },
          template: 'session-reminder',
          locale: registration.locale,
          subjectId: registration.id,
          attachments: [{ source: 'ticket-qr', id: registration.id }],
        });
        if (id !== null) enqueued += 1;
      }
      return enqueued;
    });
  }
}

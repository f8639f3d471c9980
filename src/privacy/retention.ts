import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DateTime } from 'luxon';
import type { SelectQueryBuilder } from 'typeorm';
import { Database } from '../database/database.js';
import { instantText } from '../database/columns.js';
import { every, Ticker } from '../http/ticker.js';
import { Clock } from '../kernel/clock.js';
import { NotFound, Refusal } from '../kernel/problems.js';
import { Participant } from '../participants/participant.entity.js';
import { Session } from '../programs/session.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { ErasePerson } from './erase-person.js';
import { Erasure } from './erasure.entity.js';
import { RetentionRule } from './retention-rule.entity.js';

const day = 86_400_000;
const peopleAtOnce = 50;

/** Every night, makes anonymous whom an office has had nothing to do with for as long as it keeps data. */
@Injectable()
export class Retention implements OnModuleInit {
  private readonly logger = new Logger('Retention');
  constructor(
    private readonly database: Database,
    private readonly erase: ErasePerson,
    private readonly clock: Clock,
    private readonly ticker: Ticker,
  ) {}

  onModuleInit(): void {
    this.ticker.register(
      'retention',
      every(day, this.clock, () => this.run()),
    );
  }

  /** How many people were made anonymous. */
  async run(): Promise<number> {
    let erased = 0;
    for (const { officeId, months } of await this.database.reader.find(RetentionRule)) {
      erased += await this.ofOffice(officeId, this.monthsAgo(months));
    }
    if (erased > 0) this.logger.log(`${erased} people were made anonymous.`);
    return erased;
  }

  /** How many people of an office have been let alone for so long; who still takes part is among them. */
  due(officeId: string, months: number): Promise<number> {
    return this.untouchedSince(officeId, this.monthsAgo(months)).getCount();
  }

  private monthsAgo(months: number): Date {
    return DateTime.fromJSDate(this.clock.now(), { zone: 'utc' }).minus({ months }).toJSDate();
  }

  /** Each in a transaction of its own, so that nobody waits for many. */
  private async ofOffice(officeId: string, before: Date): Promise<number> {
    let erased = 0;
    let after = '';
    for (;;) {
      const due = await this.untouchedSince(officeId, before)
        .andWhere('person.id > :after', { after })
        .orderBy('person.id', 'ASC')
        .take(peopleAtOnce)
        .getMany();
      const last = due.at(-1);
      if (last === undefined) return erased;
      after = last.id;
      for (const person of due) if (await this.eraseUnlessLive(person)) erased += 1;
    }
  }

  private async eraseUnlessLive(person: Participant): Promise<boolean> {
    try {
      await this.database.transaction((tx) => this.erase.run(tx, person, { actor: 'system', cause: 'retention' }));
      return true;
    } catch (error) {
      if (error instanceof Refusal || error instanceof NotFound) return false;
      throw error;
    }
  }

  /** Without a registration, a decision or a session since then, and not erased yet. */
  private untouchedSince(officeId: string, before: Date): SelectQueryBuilder<Participant> {
    const { reader } = this.database;
    const touched = reader
      .createQueryBuilder(Registration, 'registration')
      .leftJoin(Session, 'session', 'session.batchId = registration.batchId')
      .select('1')
      .where('registration.participantId = person.id')
      .andWhere('(registration.statusChangedAt >= :before OR session.endsAt >= :before)');
    const erased = reader.createQueryBuilder(Erasure, 'erasure').select('1').where('erasure.participantId = person.id');
    return reader
      .createQueryBuilder(Participant, 'person')
      .where('person.officeId = :officeId AND person.createdAt < :before')
      .andWhere(`NOT EXISTS (${touched.getQuery()})`)
      .andWhere(`NOT EXISTS (${erased.getQuery()})`)
      .setParameters({ officeId, before: instantText(before) });
  }
}

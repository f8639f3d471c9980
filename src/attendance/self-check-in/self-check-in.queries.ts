import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../../database/database.js';
import { pageOf, type Page, type PageQuery } from '../../http/paging.js';
import { requireRole, type Actor } from '../../identity/actor.js';
import { Clock } from '../../kernel/clock.js';
import { NotFound } from '../../kernel/problems.js';
import { Batch } from '../../programs/batch.entity.js';
import { Program } from '../../programs/program.entity.js';
import { Registration } from '../../registrations/registration.entity.js';
import { Attendance } from '../attendance.entity.js';
import { attendedSession } from '../attended-session.js';
import { CheckInCodes } from './check-in-codes.js';
import { CheckInPhone } from './check-in-phone.entity.js';
import { isAllowed } from './open-session.js';
import { openingOf, opensAt } from './self-check-in.rules.js';
import { phoneJson, screenJson, type PhoneView, type ScreenView } from './self-check-in.views.js';

/** What staff sees of self check-in. */
@Injectable()
export class SelfCheckInQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly codes: CheckInCodes,
  ) {}

  async allowed(actor: Actor, batchId: string): Promise<boolean> {
    await this.batch(actor, batchId);
    return isAllowed(this.database.reader, batchId);
  }

  /** What the screen before the hall shows at this moment; without a code while nobody can check in by it. */
  async screen(actor: Actor, sessionId: string): Promise<ScreenView> {
    requireRole(actor, 'attendant');
    const { reader } = this.database;
    const { session, batch } = await attendedSession(reader, actor, sessionId);
    const program = await reader.findOneByOrFail(Program, { id: batch.programId });
    const now = this.clock.now();
    const state = (await isAllowed(reader, batch.id)) ? openingOf(session, now) : 'off';
    const present = await reader.countBy(Attendance, { sessionId, status: In(['present', 'late']) });
    const code = state === 'open' ? this.codes.current(sessionId) : null;
    return screenJson({ session, batch, program }, { state, code, present, now, opensAt: opensAt(session) });
  }

  /** The phones with which registrants of a batch check in, in order of registering. */
  async phones(actor: Actor, batchId: string, { after, limit }: PageQuery, q = ''): Promise<Page<PhoneView>> {
    await this.batch(actor, batchId);
    const query = this.database.reader
      .createQueryBuilder(Registration, 'registration')
      .innerJoin(CheckInPhone, 'phone', 'phone.registrationId = registration.id')
      .where('phone.batchId = :batchId', { batchId })
      .orderBy('registration.id', 'ASC')
      .take(limit + 1);
    if (after !== undefined) query.andWhere('registration.id > :after', { after });
    if (q !== '') {
      const part = `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
      query.andWhere(
        "(LOWER(registration.name) LIKE :part ESCAPE '\\' OR LOWER(registration.code) LIKE :part ESCAPE '\\')",
        { part },
      );
    }
    const people = await query.getMany();
    const bound = await this.database.reader.findBy(CheckInPhone, { registrationId: In(people.map(({ id }) => id)) });
    const since = new Map(bound.map(({ registrationId, boundAt }) => [registrationId, boundAt]));
    return pageOf(people, limit, (person) => phoneJson(person, since.get(person.id) ?? this.clock.now()));
  }

  private async batch(actor: Actor, id: string): Promise<void> {
    requireRole(actor, 'attendant');
    const known = await this.database.reader.existsBy(Batch, { id, officeId: actor.officeId });
    if (!known) throw new NotFound('batch_not_found');
  }
}

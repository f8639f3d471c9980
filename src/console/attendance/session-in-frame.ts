import { Injectable } from '@nestjs/common';
import { formatLongDay, formatTimeRange } from '../../kernel/date-texts.js';
import { dayIn } from '../../kernel/dates.js';
import { NotFound } from '../../kernel/problems.js';
import { BatchQueries } from '../../programs/batch.queries.js';
import type { BatchView, SessionView } from '../../programs/batch.views.js';
import { BatchFrame } from '../batch-frame.js';
import type { Visit } from '../visit.js';

export interface FramedSession {
  readonly batch: BatchView;
  readonly session: SessionView;
  /** YYYY-MM-DD in the batch's zone. */
  readonly day: string;
  /** "Selasa, 20 Oktober 2026, 08.00 s.d. 11.00 WITA". */
  readonly when: string;
}

/** A session that an address names together with its batch. */
@Injectable()
export class SessionInFrame {
  constructor(
    private readonly frame: BatchFrame,
    private readonly batches: BatchQueries,
  ) {}

  /** Throws `NotFound` for another office's batch, and for a session of another batch. */
  async session(
    visit: Visit,
    { id, sessionId }: { readonly id: string; readonly sessionId: string },
  ): Promise<FramedSession> {
    const batch = await this.frame.batch(visit, id);
    const session = await this.batches.session(visit.actor, sessionId);
    if (session.batchId !== id) throw new NotFound('session_not_found');
    const [start, end] = [new Date(session.startsAt), new Date(session.endsAt)];
    const day = dayIn(batch.timeZone, start);
    const time = formatTimeRange(start, end, { locale: visit.locale, zone: batch.timeZone });
    return { batch, session, day, when: `${formatLongDay(day, visit.locale)}, ${time}` };
  }
}

import { Injectable } from '@nestjs/common';
import { RegistrationQueries } from '../../registrations/registration.queries.js';
import { seatBars } from '../batch-card.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { ConsolePages } from '../console-pages.js';
import { pageIn, type Visit } from '../visit.js';
import type { Undecided } from './decide-together.js';
import type { Concerned } from './decision-page.js';
import { filterQuery, participantFilter } from './participant-filter.js';
import { ListParts } from './participant-list-parts.js';
import { ParticipantQueries } from './participant.queries.js';

const perPage = 100;

/** What has just gone wrong. */
export interface Trouble {
  readonly undecided: readonly Undecided[];
  readonly failure: string | null;
}

/** The page on which the participants of a batch are listed. */
@Injectable()
export class ParticipantList {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly participants: ParticipantQueries,
    private readonly parts: ListParts,
    private readonly registrations: RegistrationQueries,
  ) {}

  async show(visit: Visit, id: string, { undecided, failure }: Trouble): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const published = batch.status === 'published';
    const path = batchHref(id, '/peserta');
    const filter = participantFilter(visit);
    const { items, next } = await this.participants.page(visit.actor, id, filter, pageIn(visit, perPage));
    const view = {
      failure,
      undecided: undecided.map(({ name, problem }) => ({ name, why: this.pages.failure(visit, problem) })),
      ...(await this.parts.filters(visit, id)),
      ...(await this.parts.table(visit, batch, items)),
      bars: seatBars(batch, visit, this.pages),
      counts: await this.parts.counts(visit, id),
      next: next === null ? null : `${path}?${filterQuery(visit, { after: next })}`,
      action: `${path}?${filterQuery(visit)}`,
      decide: published && items.length > 0 ? this.parts.decisionFields(visit) : null,
      add: published ? { door: `${path}/datang`, behalf: `${path}/baru`, sheet: `${path}/impor` } : null,
      boardHref: batch.admission === 'selection' ? batchHref(id, '/seleksi') : null,
      files: ['xlsx', 'csv'].map((form) => ({
        text: form.toUpperCase(),
        href: `${path}/unduh/${form}?${filterQuery(visit)}`,
      })),
    };
    const status = failure === null && undecided.length === 0 ? 200 : 409;
    await this.frame.show(visit, batch, 'participants', { tab: 'participants', status, view });
  }

  /** Those whom a decision names, as its confirmation shows them. */
  async concerned({ actor }: Visit, batchId: string, ids: readonly string[]): Promise<Concerned[]> {
    const rows = await this.registrations.several(actor, batchId, ids);
    return rows.map(({ name, code, status, email }) => ({ name, code, status, hasEmail: email !== null }));
  }
}

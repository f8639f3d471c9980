import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { requireRole, type Actor } from '../../identity/actor.js';
import { Audit } from '../../identity/audit.js';
import { BatchQueries } from '../../programs/batch.queries.js';
import { Registration } from '../../registrations/registration.entity.js';
import { RegistrationQueries } from '../../registrations/registration.queries.js';
import type { RegistrationView } from '../../registrations/registration.views.js';
import { EarlierTrainings } from '../../selection/earlier-trainings.js';
import type { Page } from '../../http/paging.js';
import type { ParticipantFilter } from './participant-filter.js';

const perStep = 200;

interface Slice {
  readonly limit: number;
  readonly after?: string;
}

/** The list of participants as it is narrowed, page by page or whole. */
@Injectable()
export class ParticipantQueries {
  constructor(
    private readonly database: Database,
    private readonly registrations: RegistrationQueries,
    private readonly earlier: EarlierTrainings,
    private readonly batches: BatchQueries,
    private readonly audit: Audit,
  ) {}

  async page(
    actor: Actor,
    batchId: string,
    { trained, ...filter }: ParticipantFilter,
    slice: Slice,
  ): Promise<Page<RegistrationView>> {
    requireRole(actor, 'organizer');
    const further = trained === undefined ? undefined : this.earlier.narrowing(actor, batchId, trained === 'yes');
    const { items, next } = await this.registrations.list(actor, batchId, { ...filter, ...slice }, further);
    return { items: items.filter((view): view is RegistrationView => 'phone' in view), next };
  }

  /** All that the filter leaves, for a file; who took it away is recorded with how many there were. */
  async forExport(actor: Actor, batchId: string, filter: ParticipantFilter): Promise<RegistrationView[]> {
    const rows: RegistrationView[] = [];
    let after: string | null = null;
    do {
      const slice: Slice = after === null ? { limit: perStep } : { limit: perStep, after };
      const { items, next }: Page<RegistrationView> = await this.page(actor, batchId, filter, slice);
      rows.push(...items);
      after = next;
    } while (after !== null);
    const named = Object.fromEntries(Object.entries(filter).filter(([name]) => name !== 'q'));
    await this.database.transaction((tx) =>
      this.audit.record(tx, {
        ...{ officeId: actor.officeId, actor },
        action: 'participants.exported',
        subject: { type: 'batch', id: batchId },
        after: { count: rows.length, filter: named },
      }),
    );
    return rows;
  }

  /** The kabupaten/kota of a batch's registrations with how many there are, by code. */
  async regencies(actor: Actor, batchId: string): Promise<(readonly [string, number])[]> {
    const { id } = await this.batches.ofOffice(actor, batchId);
    const rows = await this.database.reader
      .createQueryBuilder(Registration, 'registration')
      .select('registration.regencyCode', 'code')
      .addSelect('COUNT(*)', 'count')
      .where('registration.batchId = :id AND registration.regencyCode IS NOT NULL', { id })
      .groupBy('registration.regencyCode')
      .orderBy('registration.regencyCode', 'ASC')
      .getRawMany<{ code: string; count: number | string }>();
    return rows.map(({ code, count }) => [code, Number(count)] as const);
  }
}

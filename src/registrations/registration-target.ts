import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { queryNamed } from '../database/named-query.js';
import { findAlong } from '../database/statements.js';
import { WhileUnchanged } from '../database/while-unchanged.js';
import { requireRole } from '../identity/actor.js';
import { Office } from '../identity/office.entity.js';
import type { Locale } from '../kernel/locale.js';
import { NotFound } from '../kernel/problems.js';
import { Batch } from '../programs/batch.entity.js';
import type { Partner } from '../programs/partner.entity.js';
import { Program } from '../programs/program.entity.js';
import { ConsentNotices, type ShownNotice } from './consent-notices.js';
import type { Entrance } from './entrance.js';

const partnersOfBatch = `SELECT partners.name FROM batches
  JOIN program_partners ON program_partners.program_id = batches.program_id
  JOIN partners ON partners.id = program_partners.partner_id
  WHERE batches.id = :batchId ORDER BY partners.name`;

/** What somebody registers for. */
export interface Target {
  readonly batch: Batch;
  readonly program: Program;
  readonly office: Office;
  /** What registrants agree to. */
  readonly notice: ShownNotice;
}

/** Finds what somebody registers for. Hundreds who come at once ask for the same. */
@Injectable()
export class RegistrationTarget {
  private readonly known: WhileUnchanged<Target>;

  constructor(
    private readonly database: Database,
    private readonly consents: ConsentNotices,
  ) {
    this.known = new WhileUnchanged(database);
  }

  /** Throws `NotFound` for a batch that this entrance does not see. */
  async of(batchId: string, { from, locale }: Pick<Entrance, 'from' | 'locale'>): Promise<Target> {
    if ('actor' in from) requireRole(from.actor, 'organizer');
    const target = await this.known.get(`${locale} ${batchId}`, () => this.read(batchId, locale));
    const { officeId, publishedAt } = target.batch;
    const hidden = 'actor' in from ? officeId !== from.actor.officeId : publishedAt === null;
    if (hidden) throw new NotFound('batch_not_found');
    return target;
  }

  private async read(batchId: string, locale: Locale): Promise<Target> {
    const [found, partners] = await this.database.together((reader) =>
      Promise.all([
        findAlong(reader, [Batch, { id: batchId }], [Program, 'programId'], [Office, 'officeId']),
        queryNamed<Pick<Partner, 'name'>>(reader, partnersOfBatch, { batchId }),
      ]),
    );
    if (found === null) throw new NotFound('batch_not_found');
    const [batch, program, office] = found;
    const names = partners.map(({ name }) => name);
    return { batch, program, office, notice: await this.consents.shown(locale, office, names) };
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Batch } from '../../programs/batch.entity.js';
import { Quota } from '../../programs/quota.entity.js';
import { whoIsNext } from '../registration.rules.js';
import type { CheckedRow } from './check-import.js';
import type { ImportOutcome } from './import-figures.rules.js';

export type Forecast = Pick<ImportOutcome, 'confirmed' | 'waitlisted' | 'submitted'>;

/** What would become of the new rows if they were imported now; the seat rule decides when they are. */
@Injectable()
export class ForecastImport {
  constructor(private readonly database: Database) {}

  async run(batchId: string, rows: readonly CheckedRow[]): Promise<Forecast> {
    const { reader } = this.database;
    const batch = await reader.findOneByOrFail(Batch, { id: batchId });
    const fresh = rows.flatMap(({ state, enrolment }) => (state === 'new' && enrolment !== null ? enrolment : []));
    if (batch.admission === 'selection') return { confirmed: 0, waitlisted: 0, submitted: fresh.length };
    const registrants = fresh.map(({ answers, applicant }) => ({
      ...{ regencyCode: answers.regencyCode, gender: answers.gender },
      enterpriseKind: applicant.enterprise?.kind ?? null,
      groupId: null,
    }));
    const confirmed = whoIsNext(registrants, batch, await reader.findBy(Quota, { batchId })).length;
    return { confirmed, waitlisted: fresh.length - confirmed, submitted: 0 };
  }
}

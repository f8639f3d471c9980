import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Office } from '../../identity/office.entity.js';
import type { SharedFacts } from '../../mail/shared-facts.js';
import { Batch } from '../../programs/batch.entity.js';
import { Program } from '../../programs/program.entity.js';
import { Session } from '../../programs/session.entity.js';
import { Registration } from '../registration.entity.js';

export interface ToldBatch {
  readonly batch: Batch;
  readonly program: Program;
  readonly office: Office;
  /** In the order of time. */
  readonly sessions: readonly Session[];
}

export interface ToldRegistration extends ToldBatch {
  readonly registration: Registration;
}

/** The rows of which mails to registrants tell, as they are when these are sent. */
@Injectable()
export class ToldRegistrations {
  constructor(private readonly database: Database) {}

  /** Messages that are composed in one go read their batch once. Throws for an unknown id. */
  read(id: string, shared: SharedFacts): Promise<ToldRegistration> {
    return shared.once(`registration ${id}`, async () => {
      const registration = await this.database.reader.findOneByOrFail(Registration, { id });
      const { batchId } = registration;
      const told = await shared.once(`batch ${batchId}`, () => this.readBatch(batchId));
      return { registration, ...told };
    });
  }

  private async readBatch(id: string): Promise<ToldBatch> {
    const { reader } = this.database;
    const batch = await reader.findOneByOrFail(Batch, { id });
    return {
      batch,
      program: await reader.findOneByOrFail(Program, { id: batch.programId }),
      office: await reader.findOneByOrFail(Office, { id: batch.officeId }),
      sessions: await reader.find(Session, { where: { batchId: id }, order: { startsAt: 'ASC' } }),
    };
  }
}

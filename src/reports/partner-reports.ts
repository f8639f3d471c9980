import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../database/database.js';
import type { AttendanceReportView } from '../documents/attendance-report.view.js';
import { RateLimiter, type Budget } from '../http/rate-limiter.js';
import { Keyring } from '../kernel/keyring.js';
import { lineOf } from '../kernel/network.js';
import type { Locale } from '../kernel/locale.js';
import { NotFound } from '../kernel/problems.js';
import { Batch } from '../programs/batch.entity.js';
import { Program } from '../programs/program.entity.js';
import { ProgramPartner } from '../programs/program-partner.entity.js';
import { PartnerLinks, type PartnerAccess } from './partner-links.js';
import { ReportQueries } from './report.queries.js';

export interface PartnerBatch {
  readonly batch: Batch;
  readonly program: Program;
}

const reported = ['published', 'completed'] as const;
const mostBatches = 100;
const tenMinutes = 600;
const opensPerContact: Budget = { limit: 240, windowSeconds: tenMinutes };
const filesPerContact: Budget = { limit: 30, windowSeconds: tenMinutes };
const wrongLinksPerAddress: Budget = { limit: 60, windowSeconds: tenMinutes };

/** What the holder of a partner's link may see: the batches of the partner's programs, and their live reports. */
@Injectable()
export class PartnerReports {
  constructor(
    private readonly database: Database,
    private readonly links: PartnerLinks,
    private readonly reports: ReportQueries,
    private readonly limiter: RateLimiter,
    private readonly keyring: Keyring,
  ) {}

  /** Throws `NotFound` as `PartnerLinks` does, and `TooMany` for a link that is opened or an address that guesses too often. */
  async open(token: string, address: string): Promise<PartnerAccess> {
    const key = `partner.wrong_link:${this.keyring.lookupHash('pace', lineOf(address))}`;
    await this.limiter.check([key, wrongLinksPerAddress]);
    try {
      const access = await this.links.read(token);
      await this.limiter.take(`partner.open:${access.contact.id}`, opensPerContact);
      return access;
    } catch (error) {
      if (error instanceof NotFound) await this.limiter.count(key, wrongLinksPerAddress);
      throw error;
    }
  }

  /** The latest first; drafts and cancelled batches are not among them. */
  async batches({ contact, link }: PartnerAccess): Promise<PartnerBatch[]> {
    const { reader } = this.database;
    const own = await reader.findBy(ProgramPartner, { partnerId: contact.partnerId });
    const programs = await reader.findBy(Program, {
      id: In(own.map(({ programId }) => programId)),
      officeId: link.officeId,
    });
    const batches = await reader.find(Batch, {
      where: { programId: In(programs.map(({ id }) => id)), officeId: link.officeId, status: In([...reported]) },
      order: { id: 'DESC' },
      take: mostBatches,
    });
    return batches.flatMap((batch) => {
      const program = programs.find(({ id }) => id === batch.programId);
      return program === undefined ? [] : [{ batch, program }];
    });
  }

  /** Throws `NotFound` for a batch that is not the partner's as for none. */
  async report(access: PartnerAccess, batchId: string, locale: Locale): Promise<AttendanceReportView> {
    const found = (await this.batches(access)).find(({ batch }) => batch.id === batchId);
    if (found === undefined) throw new NotFound('batch_not_found');
    return this.reports.live(found.batch, locale);
  }

  /** The same for a file to keep. Throws `TooMany`, too. */
  async file(access: PartnerAccess, batchId: string, locale: Locale): Promise<AttendanceReportView> {
    await this.limiter.take(`partner.file:${access.contact.id}`, filesPerContact);
    return this.report(access, batchId, locale);
  }
}

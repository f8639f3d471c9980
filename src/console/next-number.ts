import { Injectable } from '@nestjs/common';
import { CertificateCounter } from '../certificates/certificate-counter.entity.js';
import type { NumberParts } from '../certificates/certificate.rules.js';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import { inZone } from '../kernel/dates.js';
import { romanNumeral } from '../kernel/numbers.js';
import { defaultZone } from '../programs/create-batch.js';

/** What the next certificate of an office would be numbered from, if it were issued now. */
@Injectable()
export class NextNumber {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Of a Diklat. */
  async parts(actor: Actor): Promise<NumberParts> {
    requireRole(actor, 'administrator');
    const { year, month } = inZone(defaultZone, this.clock.now());
    const counter = await this.database.reader.findOneBy(CertificateCounter, { officeId: actor.officeId, year });
    return { sequence: (counter?.last ?? 0) + 1, kind: 'diklat', romanMonth: romanNumeral(month), year };
  }
}

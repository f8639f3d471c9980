import type { EntityManager } from 'typeorm';
import { insertIfNew } from '../database/rows.js';
import { CertificateCounter } from './certificate-counter.entity.js';

/**
 * Takes the counter of office and year for the rest of the transaction, so that others who issue wait for its end.
 * `next` hands out one number after the other; what is rolled back was never given.
 */
export class CertificateNumbers {
  private constructor(
    private readonly tx: EntityManager,
    private readonly key: { officeId: string; year: number },
    private last: number,
  ) {}

  static async take(tx: EntityManager, officeId: string, year: number): Promise<CertificateNumbers> {
    const key = { officeId, year };
    await insertIfNew(tx, CertificateCounter, { ...key, last: 0 });
    await tx.increment(CertificateCounter, key, 'last', 0);
    const { last } = await tx.findOneByOrFail(CertificateCounter, key);
    return new CertificateNumbers(tx, key, last);
  }

  async next(): Promise<number> {
    await this.tx.increment(CertificateCounter, this.key, 'last', 1);
    this.last += 1;
    return this.last;
  }
}

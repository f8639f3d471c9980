import type { EntityManager } from 'typeorm';
import { insertIfNew } from '../database/rows.js';
import { CertificateCounter } from './certificate-counter.entity.js';

/**
 * Takes the counter of office and year for the rest of the transaction, so that others who issue wait for its end.
 * `next` hands out numbers one after the other; what is rolled back was never given.
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

  /** The first of so many that follow one another. */
  async next(count: number): Promise<number> {
    const first = this.last + 1;
    await this.tx.increment(CertificateCounter, this.key, 'last', count);
    this.last += count;
    return first;
  }
}

import type { EntityManager } from 'typeorm';
import { Registration } from '../registrations/registration.entity.js';
import { Certificate } from './certificate.entity.js';

/** The latest certificate of each registration in a batch that ever had one. */
export async function latestCertificates(tx: EntityManager, batchId: string): Promise<Map<string, Certificate>> {
  const certificates = await tx
    .createQueryBuilder(Certificate, 'certificate')
    .innerJoin(Registration, 'registration', 'registration.id = certificate.registrationId')
    .where('registration.batchId = :batchId', { batchId })
    .orderBy('certificate.version', 'ASC')
    .getMany();
  return new Map(certificates.map((certificate) => [certificate.registrationId, certificate]));
}

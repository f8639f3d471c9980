import type { EntityManager } from 'typeorm';
import { inGroups } from '../database/rows.js';
import { Registration } from '../registrations/registration.entity.js';
import { Certificate, type CertificateStatus } from './certificate.entity.js';

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

/** The states of the latest certificates of these registrations, of those that ever had one. */
export async function latestStatuses(
  tx: EntityManager,
  registrationIds: readonly string[],
): Promise<Map<string, CertificateStatus>> {
  const statuses = new Map<string, CertificateStatus>();
  for (const ids of inGroups(registrationIds)) {
    const rows = await tx
      .createQueryBuilder(Certificate, 'certificate')
      .select('certificate.registrationId', 'id')
      .addSelect('certificate.status', 'status')
      .where('certificate.registrationId IN (:...ids)', { ids })
      .orderBy('certificate.version', 'ASC')
      .getRawMany<{ id: string; status: CertificateStatus }>();
    for (const { id, status } of rows) statuses.set(id, status);
  }
  return statuses;
}

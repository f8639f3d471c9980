import { Certificate } from '../../src/certificates/certificate.entity.js';
import type { Database } from '../../src/database/database.js';
import { insertRow } from '../../src/database/rows.js';
import { newId } from '../../src/kernel/ids.js';
import type { Registration } from '../../src/registrations/registration.entity.js';

/** A certificate of 2026 that was revoked, with nothing printed on it: its number is taken. */
export async function aCertificateRow(
  database: Database,
  { id: registrationId, officeId }: Pick<Registration, 'id' | 'officeId'>,
  sequence: number,
): Promise<void> {
  const content = {} as Certificate['content'];
  await database.transaction((tx) =>
    insertRow(tx, Certificate, {
      ...{ id: newId(), officeId, registrationId, year: 2026, sequence, number: 'x', version: 1 },
      ...{ status: 'revoked', tokenVersion: 1, content, issuedAt: new Date('2026-10-20T00:00:00.000Z') },
      ...{ revokedAt: null, revocationReason: null },
    }),
  );
}

import type { Database } from '../../src/database/database.js';
import { insertRow, type Row } from '../../src/database/rows.js';
import { newId } from '../../src/kernel/ids.js';
import { newCode } from '../../src/kernel/short-code.js';
import { Participant } from '../../src/participants/participant.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';

const madeAt = new Date('2026-10-05T00:00:00.000Z');

/** A registration written as rows, confirmed unless given otherwise, with its seat counted. */
export async function aRegistrationRow(
  database: Database,
  batch: Pick<Batch, 'id' | 'officeId'>,
  given: Partial<Row<Registration>> = {},
): Promise<Registration> {
  const id = given.id ?? newId();
  const name = given.name ?? 'Hj. Siti Rahmah';
  const { gender = 'female', status = 'confirmed' } = given;
  await database.transaction(async (tx) => {
    const participantId = newId();
    await insertRow(tx, Participant, {
      id: participantId,
      officeId: batch.officeId,
      nikCiphertext: null,
      nikHash: null,
      contactHash: null,
      name,
      gender,
      birthDate: null,
      createdAt: madeAt,
    });
    await tx.increment(Batch, { id: batch.id }, 'lastSequence', 1);
    if (status === 'confirmed') await tx.increment(Batch, { id: batch.id }, 'taken', 1);
    const { lastSequence } = await tx.findOneByOrFail(Batch, { id: batch.id });
    await insertRow(tx, Registration, {
      id,
      officeId: batch.officeId,
      batchId: batch.id,
      participantId,
      enterpriseId: null,
      groupId: null,
      code: newCode(),
      sequence: lastSequence,
      revision: 1,
      tokenVersion: 1,
      phone: '+6281250001234',
      email: `peserta${lastSequence}@warga.example`,
      regencyCode: '63.71',
      address: null,
      role: null,
      channel: 'online',
      locale: 'id',
      warnings: [],
      reason: null,
      createdAt: madeAt,
      statusChangedAt: madeAt,
      ...given,
      name,
      gender,
      status,
    });
  });
  return database.reader.findOneByOrFail(Registration, { id });
}

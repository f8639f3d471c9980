import type { Database } from '../../src/database/database.js';
import { insertRows } from '../../src/database/rows.js';
import { newId } from '../../src/kernel/ids.js';
import { newCode } from '../../src/kernel/short-code.js';
import { Participant } from '../../src/participants/participant.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';

const madeAt = new Date('2026-10-05T00:00:00.000Z');

/** Submitted registrations of people with these names, in this order; every other one is a woman. */
export async function someRegistrationRows(
  database: Database,
  { id: batchId, officeId }: Pick<Batch, 'id' | 'officeId'>,
  names: readonly string[],
): Promise<void> {
  const people = names.map((name, index) => ({
    ...{ name, id: newId(), participantId: newId(), number: index + 1 },
    gender: index % 2 === 0 ? ('female' as const) : ('male' as const),
  }));
  const nothing = { nikCiphertext: null, nikHash: null, contactHash: null, birthDate: null };
  await database.transaction(async (tx) => {
    const { lastSequence } = await tx.findOneByOrFail(Batch, { id: batchId });
    await insertRows(
      tx,
      Participant,
      people.map(({ participantId: id, name, gender }) => ({
        ...nothing,
        id,
        officeId,
        name,
        gender,
        createdAt: madeAt,
      })),
    );
    await insertRows(
      tx,
      Registration,
      people.map(({ number, ...person }) => ({
        ...person,
        ...{ officeId, batchId, enterpriseId: null, groupId: null, code: newCode(), status: 'submitted' as const },
        ...{ sequence: lastSequence + number, revision: 1, tokenVersion: 1, phone: '+6281250001234', email: null },
        ...{ regencyCode: '63.71', address: null, role: null, channel: 'online' as const, locale: 'id' as const },
        ...{ warnings: [], reason: null, createdAt: madeAt, statusChangedAt: madeAt },
      })),
    );
    await tx.increment(Batch, { id: batchId }, 'lastSequence', people.length);
  });
}

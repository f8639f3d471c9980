import type { Database } from '../../src/database/database.js';
import { insertRow, type Row } from '../../src/database/rows.js';
import { newId } from '../../src/kernel/ids.js';
import { Batch } from '../../src/programs/batch.entity.js';
import type { Program, ProgramKind } from '../../src/programs/program.entity.js';
import { Quota } from '../../src/programs/quota.entity.js';
import { SessionTrainer } from '../../src/programs/session-trainer.entity.js';
import { Session } from '../../src/programs/session.entity.js';
import { aProgram } from './program.js';
import { aStaffMember } from './staff.js';

const madeAt = new Date('2026-10-04T00:00:00.000Z');

type GivenQuota = Partial<Pick<Quota, 'regencyCode' | 'enterpriseKind' | 'gender'>> & { readonly capacity: number };

export interface GivenBatch extends Partial<Omit<Row<Batch>, 'programId'>> {
  /** The batch's program; without one, a new one of `kind` in the office that exists. */
  readonly program?: Program;
  readonly kind?: ProgramKind;
  readonly quotas?: readonly GivenQuota[];
}

/**
 * A published batch that takes registrations from 5 to 12 October 2026, without sessions, with the first seats free.
 * `testStart` lies in its window.
 */
export async function aBatch(database: Database, given: GivenBatch = {}): Promise<Batch> {
  const { program: givenProgram, kind = 'bimtek', quotas = [], ...columns } = given;
  const program = givenProgram ?? (await programFor(database, kind, columns.officeId));
  const id = columns.id ?? newId();
  const number = columns.number ?? (await database.reader.countBy(Batch, { programId: program.id })) + 1;
  await database.transaction(async (tx) => {
    await insertRow(tx, Batch, {
      id,
      venueName: 'Balai Pelatihan Koperasi',
      venueAddress: 'Jl. A. Yani Km 18, Banjarbaru',
      venueRegencyCode: '63.72',
      timeZone: 'Asia/Makassar',
      capacity: 30,
      taken: 0,
      lastSequence: 0,
      admission: 'automatic',
      registrationOpensAt: new Date('2026-10-05T00:00:00.000Z'),
      registrationClosesAt: new Date('2026-10-12T08:00:00.000Z'),
      lateAfterMinutes: 15,
      status: 'published',
      cancellationReason: null,
      revision: 0,
      publishedAt: madeAt,
      createdAt: madeAt,
      venueSeats: null,
      ...columns,
      officeId: program.officeId,
      programId: program.id,
      number,
    });
    for (const quota of quotas) {
      await insertRow(tx, Quota, {
        id: newId(),
        batchId: id,
        regencyCode: null,
        enterpriseKind: null,
        gender: null,
        taken: 0,
        ...quota,
      });
    }
  });
  return database.reader.findOneByOrFail(Batch, { id });
}

async function programFor(database: Database, kind: ProgramKind, officeId?: string): Promise<Program> {
  return aProgram(database, { officeId: officeId ?? (await aStaffMember(database)).officeId, kind });
}

/** A session of the batch: on 20 October 2026 from 08:00 to 11:00 WITA, 4 JP, unless given otherwise. */
export async function aSession(
  database: Database,
  batch: Batch,
  given: Partial<Row<Session>> & { readonly trainerIds?: readonly string[] } = {},
): Promise<Session> {
  const { trainerIds = [], ...columns } = given;
  const id = columns.id ?? newId();
  await database.transaction(async (tx) => {
    await insertRow(tx, Session, {
      id,
      title: 'Desain kemasan',
      startsAt: new Date('2026-10-20T00:00:00.000Z'),
      endsAt: new Date('2026-10-20T03:00:00.000Z'),
      lessonHours: 4,
      room: null,
      ...columns,
      officeId: batch.officeId,
      batchId: batch.id,
    });
    for (const trainerId of trainerIds) await insertRow(tx, SessionTrainer, { sessionId: id, trainerId });
  });
  return database.reader.findOneByOrFail(Session, { id });
}

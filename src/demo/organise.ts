import type { Client } from './client.js';
import {
  bimtek,
  datedBlocks,
  dialog,
  diklat,
  partners,
  registrationWindow,
  trainers,
  zone,
  type PlannedBatch,
} from './event-plan.js';

interface WithId {
  readonly id: string;
}

export interface OpenSession extends WithId {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface OpenBatch extends WithId {
  readonly title: string;
  readonly kind: string;
  readonly capacity: number;
  readonly selection: boolean;
  readonly sessions: readonly OpenSession[];
}

export interface OpenEvent {
  readonly diklat: OpenBatch;
  readonly bimtek: OpenBatch;
  readonly dialog: OpenBatch;
  readonly bimtekProgramId: string;
}

/** The organiser's first morning: partners, trainers, three programs with a batch each, published. */
export async function organise(organizer: Client, opensAt: Date): Promise<OpenEvent> {
  const partnerIds: string[] = [];
  for (const partner of partners) partnerIds.push((await organizer.post<WithId>('/partners', partner)).id);
  const trainerIds: string[] = [];
  for (const trainer of trainers) trainerIds.push((await organizer.post<WithId>('/trainers', trainer)).id);
  const staff = { partnerIds, trainerIds };
  const bimtekProgramId = await addProgram(organizer, bimtek, partnerIds, opensAt);
  return {
    diklat: await openBatch(organizer, diklat, await addProgram(organizer, diklat, partnerIds, opensAt), {
      opensAt,
      ...staff,
    }),
    bimtek: await openBatch(organizer, bimtek, bimtekProgramId, { opensAt, ...staff }),
    dialog: await openBatch(organizer, dialog, await addProgram(organizer, dialog, partnerIds, opensAt), {
      opensAt,
      ...staff,
    }),
    bimtekProgramId,
  };
}

async function addProgram(
  organizer: Client,
  plan: PlannedBatch,
  partnerIds: readonly string[],
  opensAt: Date,
): Promise<string> {
  const program = { ...plan.program, fiscalYear: opensAt.getUTCFullYear(), partnerIds };
  return (await organizer.post<WithId>('/programs', program)).id;
}

/** Schedules one batch of a program and publishes it. */
export async function openBatch(
  organizer: Client,
  plan: PlannedBatch,
  programId: string,
  { opensAt, trainerIds }: { opensAt: Date; trainerIds: readonly string[] },
): Promise<OpenBatch> {
  const body = { ...plan.batch, timeZone: zone, ...registrationWindow(opensAt) };
  const { id } = await organizer.post<WithId>(`/programs/${programId}/batches`, body);
  const sessions: OpenSession[] = [];
  for (const [index, { title, startsAt, endsAt, lessonHours }] of datedBlocks(plan, opensAt).entries()) {
    const trainer = trainerIds[index % Math.max(trainerIds.length, 1)];
    const session = {
      title,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      lessonHours,
      ...(trainer === undefined ? {} : { trainerIds: [trainer] }),
    };
    const added = await organizer.post<WithId>(`/batches/${id}/sessions`, session);
    sessions.push({ id: added.id, startsAt, endsAt });
  }
  await organizer.post(`/batches/${id}/publication`);
  return {
    id,
    title: String(plan.program.title),
    kind: String(plan.program.kind),
    capacity: Number(plan.batch.capacity),
    selection: plan.batch.admission === 'selection',
    sessions,
  };
}

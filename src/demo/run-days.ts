import { inParallel, type Client } from './client.js';
import type { DemoClock } from './demo-clock.js';
import type { OpenBatch, OpenSession } from './organise.js';
import { Progress } from './progress.js';

const attendantsAtTheDoor = 8;
const minute = 60_000;

export interface Participant {
  readonly registrationId: string;
  readonly ticket: string;
}

interface OwnRegistration {
  readonly ticket?: string;
}

/** The tickets of those who are confirmed, as each of them reads it on the own page. */
export async function tickets(
  visitor: Client,
  tokens: ReadonlyMap<string, string>,
  registrationIds: readonly string[],
): Promise<Participant[]> {
  const found = await inParallel(registrationIds, attendantsAtTheDoor, async (registrationId) => {
    const own = await visitor.get<OwnRegistration>(`/public/registrations/${tokens.get(registrationId) ?? ''}`);
    return { registrationId, ticket: own.ticket ?? '' };
  });
  return found.filter(({ ticket }) => ticket !== '');
}

export interface Day {
  readonly batch: OpenBatch;
  readonly participants: readonly Participant[];
  /** Signs the attendant in; a token lasts for a day, the event for several. */
  readonly signedIn: () => Promise<Client>;
  readonly clock: DemoClock;
  /** Sends reminders, daily reports and mail that are due by the clock. */
  readonly letTimePass: () => Promise<void>;
}

/** Runs a batch from the day before to half an hour after its end. */
export async function runBatch(day: Day): Promise<number> {
  const { batch, clock, letTimePass } = day;
  const first = batch.sessions[0];
  if (first === undefined) return 0;
  clock.moveTo(new Date(first.startsAt.getTime() - 24 * 60 * minute + minute));
  await letTimePass();
  let checkedIn = 0;
  for (const [index, session] of batch.sessions.entries()) {
    checkedIn += await takeAttendance(day, session, index);
    clock.moveTo(new Date(session.endsAt.getTime() + 31 * minute));
    await letTimePass();
  }
  return checkedIn;
}

/**
 * Of twenty participants sixteen come in time, one comes late, one is ill and one excused (marked by hand), and one
 * stays away; who that is moves on from session to session, but the twentieth never comes.
 */
async function takeAttendance(day: Day, session: OpenSession, index: number): Promise<number> {
  const { batch, participants, clock } = day;
  const progress = new Progress(`check-ins ${batch.kind}, session ${index + 1}`, participants.length);
  const lot = (seat: number): number => (seat % 20 === 19 ? 19 : (seat + index * 7) % 19);
  const byLot = (from: number, to: number) => participants.filter((_, seat) => lot(seat) >= from && lot(seat) <= to);
  clock.moveTo(new Date(session.startsAt.getTime() - 20 * minute));
  const attendant = await day.signedIn();
  const checkIn = async ({ ticket }: Participant): Promise<void> => {
    await attendant.post(`/sessions/${session.id}/check-ins`, { ticket });
    progress.step();
  };
  await inParallel(byLot(0, 15), attendantsAtTheDoor, checkIn);
  clock.moveTo(new Date(session.startsAt.getTime() + 25 * minute));
  await inParallel(byLot(16, 16), attendantsAtTheDoor, checkIn);
  for (const [from, status] of [
    [17, 'sick'],
    [18, 'excused'],
    [19, 'absent'],
  ] as const) {
    for (const { registrationId } of byLot(from, from)) {
      await attendant.put(`/sessions/${session.id}/attendance/${registrationId}`, { status });
    }
  }
  progress.end();
  return byLot(0, 16).length;
}

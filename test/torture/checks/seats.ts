import type { Evidence } from '../evidence.js';
import { isLive, replayAll } from './replay.js';

/** After every commit: no more confirmed than seats, in the batch and in every quota. */
export function seatsAreKept(evidence: Evidence): string[] {
  const faults: string[] = [];
  replayAll(evidence, {
    after: (replay, move) => {
      faults.push(...replay.overfull().map((what) => `${what}, after ${move.registrationId} became ${move.toStatus}`));
    },
  });
  return faults;
}

/** At rest the counters are what the rows count. */
export function countersAgree(evidence: Evidence): string[] {
  const confirmed = evidence.registrations.filter(({ status }) => status === 'confirmed');
  const tell = (name: string, taken: number, found: number) =>
    taken === found ? [] : [`${name} counts ${taken} seats taken; ${found} are`];
  return [
    ...evidence.batches.flatMap(({ id, taken }) =>
      tell(`batch ${id}`, taken, confirmed.filter(({ batchId }) => batchId === id).length),
    ),
    ...evidence.quotas.flatMap((quota) => {
      const own = confirmed.filter(
        (one) =>
          one.batchId === quota.batchId &&
          (quota.regencyCode ?? one.regencyCode) === one.regencyCode &&
          (quota.enterpriseKind ?? one.enterpriseKind) === one.enterpriseKind &&
          (quota.gender ?? one.gender) === one.gender,
      );
      return tell(`quota ${quota.id}`, quota.taken, own.length);
    }),
  ];
}

/**
 * In batches that admit by themselves: whoever goes up is the first who fits, and nobody waits while there is a seat.
 * A promotion belongs to the transaction of the move before it, so seats must be given when the next one begins.
 */
export function waitingListIsInOrder(evidence: Evidence): string[] {
  const faults: string[] = [];
  const automatic = { ...evidence, batches: evidence.batches.filter(({ admission }) => admission === 'automatic') };
  const replays = replayAll(automatic, {
    before: (replay, { registrationId, fromStatus, toStatus }) => {
      const [first] = replay.waitingInVain();
      if (fromStatus !== 'waitlisted' || toStatus !== 'confirmed') {
        if (first !== undefined)
          faults.push(`${first.id} waited while a seat was free, before ${registrationId} moved`);
      } else if (first?.id !== registrationId) {
        faults.push(`${registrationId} went up before ${first?.id ?? 'a seat was free'}`);
      }
    },
  });
  for (const { id } of replays.flatMap((replay) => replay.waitingInVain().slice(0, 1))) {
    faults.push(`${id} waits at the end while a seat is free`);
  }
  return faults;
}

/** After every commit: one live registration per person and batch. */
export function oneLiveEach(evidence: Evidence): string[] {
  const faults: string[] = [];
  const live = new Map<string, Set<string>>();
  for (const { batchId, participantId, registrationId, toStatus } of evidence.moves) {
    const key = `${participantId} in batch ${batchId}`;
    const own = live.get(key) ?? new Set();
    if (isLive(toStatus)) own.add(registrationId);
    else own.delete(registrationId);
    live.set(key, own);
    if (own.size > 1) faults.push(`${own.size} live registrations of person ${key}`);
  }
  return faults;
}

import { answeredIsThere, keysWorkOnce, nothingBroke, refusedIsNotThere } from './checks/answers.js';
import { factsAreMailed, twiceOnlyByDeath } from './checks/mails.js';
import { auditIsComplete, certificatesAreCounted } from './checks/records.js';
import { countersAgree, oneLiveEach, seatsAreKept, waitingListIsInOrder } from './checks/seats.js';
import type { Evidence } from './evidence.js';

/** What must hold whatever happened, each with what speaks against it. */
export const properties = {
  'every 2xx is there': answeredIsThere,
  'nothing that was refused is there': refusedIsNotThere,
  'confirmed ≤ capacity and ≤ each quota after every commit': seatsAreKept,
  'counters of seats are what the rows count': countersAgree,
  'the waiting list goes up in order, and nobody waits beside a free seat': waitingListIsInOrder,
  'one live registration per person and batch': oneLiveEach,
  'certificates are numbered 1 to n per office and year': certificatesAreCounted,
  'each fact is mailed at least once': factsAreMailed,
  'twice only where the sender died between 250 and its commit': twiceOnlyByDeath,
  'the audit is complete': auditIsComplete,
  'an Idempotency-Key does its work once': keysWorkOnce,
  'no 500, no process that ends by itself, no damage': nothingBroke,
} satisfies Record<string, (evidence: Evidence) => string[]>;

export type Property = keyof typeof properties;

export interface Verdict {
  readonly property: Property;
  readonly against: readonly string[];
}

export function judge(evidence: Evidence): Verdict[] {
  return (Object.keys(properties) as Property[]).map((property) => ({
    property,
    against: properties[property](evidence),
  }));
}

import type { Evidence, Move } from '../evidence.js';
import type { Call } from '../history.js';

export const callsOf = ({ lines }: Evidence): Call[] => lines.filter((line) => line.kind === 'call');

const succeeded = ({ status }: Call): boolean => status !== null && status >= 200 && status < 300;

/** 4xx and 507 say that nothing was done. A broken connection, 503 and 500 leave it open. */
const refused = ({ status }: Call): boolean => status !== null && ((status >= 400 && status < 500) || status === 507);

const decided: Readonly<Record<string, string>> = { confirm: 'confirmed', reject: 'rejected', waitlist: 'waitlisted' };

/** What was answered with 2xx is there. */
export function answeredIsThere(evidence: Evidence): string[] {
  const went = movesByRegistration(evidence);
  const marked = new Set(evidence.attendances.map(({ registrationId, sessionId }) => `${registrationId} ${sessionId}`));
  const statesOf = ({ registrationId, answer }: Call) =>
    went.get(registrationId ?? answer?.id ?? '')?.map(({ toStatus }) => toStatus) ?? [];
  const traces: Readonly<Record<Call['does'], (call: Call) => boolean>> = {
    register: (call) => statesOf(call).includes(call.answer?.status ?? ''),
    withdraw: (call) => statesOf(call).at(-1) === 'cancelled',
    decide: (call) => statesOf(call).includes(decided[call.decision ?? ''] ?? ''),
    'check-in': ({ registrationId = '', sessionId = '' }) => marked.has(`${registrationId} ${sessionId}`),
    issue: () => true,
  };
  const isThere = (call: Call): boolean => traces[call.does](call);
  const missing = callsOf(evidence).filter((call) => succeeded(call) && !isThere(call));
  return [...missing.map((call) => `${told(call)} left no trace`), ...missingCertificates(evidence)];
}

/** As many certificates as were answered, and one for each who was marked before the batch's last issue began. */
function missingCertificates(evidence: Evidence): string[] {
  const issues = callsOf(evidence).filter((call) => call.does === 'issue' && succeeded(call));
  const answered = issues.reduce((sum, { answer }) => sum + (answer?.issued ?? 0), 0);
  const holders = new Set(evidence.certificates.map(({ registrationId }) => registrationId));
  const states = new Map(evidence.registrations.map(({ id, status }) => [id, status]));
  const overlooked = callsOf(evidence).filter(
    (call) =>
      call.does === 'check-in' &&
      succeeded(call) &&
      states.get(call.registrationId ?? '') === 'confirmed' &&
      issues.some(({ batchId, begun }) => batchId === call.batchId && begun > call.ended) &&
      !holders.has(call.registrationId ?? ''),
  );
  return [
    ...(answered > evidence.certificates.length
      ? [`${answered} certificates were answered, ${evidence.certificates.length} are there`]
      : []),
    ...overlooked.map(
      ({ registrationId = '' }) => `${registrationId} was marked before an issue and has no certificate`,
    ),
  ];
}

/** Everything that is there was asked for by a request that was not refused. */
export function refusedIsNotThere(evidence: Evidence): string[] {
  const open = callsOf(evidence).filter((call) => !refused(call));
  const keys = new Map(evidence.keys.map(({ key, resourceId }) => [key, resourceId]));
  const asked = new Set(
    open.map((call) =>
      [call.does, call.registrationId ?? keys.get(call.key ?? ''), call.decision ?? call.sessionId ?? ''].join(' '),
    ),
  );
  const issued = new Set(open.flatMap(({ does, batchId }) => (does === 'issue' ? [batchId] : [])));
  const batchOf = new Map(evidence.registrations.map(({ id, batchId }) => [id, batchId]));
  const admissions = new Map(evidence.batches.map(({ id, admission }) => [id, admission]));
  return [
    ...evidence.moves.flatMap((move) => {
      const wish = wishBehind(move, admissions.get(move.batchId) === 'automatic');
      return wish === null || asked.has(wish) ? [] : [`${move.registrationId} became ${move.toStatus}, unasked`];
    }),
    ...evidence.attendances.flatMap(({ registrationId, sessionId }) =>
      asked.has(`check-in ${registrationId} ${sessionId}`) ? [] : [`${registrationId} is marked, unasked`],
    ),
    ...evidence.certificates.flatMap(({ registrationId }) =>
      issued.has(batchOf.get(registrationId)) ? [] : [`${registrationId} has a certificate, unasked`],
    ),
  ];
}

/** Null for a promotion, which nobody asks for. */
function wishBehind({ registrationId, fromStatus, toStatus }: Move, automatic: boolean): string | null {
  if (fromStatus === null) return `register ${registrationId} `;
  if (toStatus === 'cancelled') return `withdraw ${registrationId} `;
  if (automatic && fromStatus === 'waitlisted' && toStatus === 'confirmed') return null;
  const decision = Object.keys(decided).find((one) => decided[one] === toStatus) ?? '';
  return `decide ${registrationId} ${decision}`;
}

/** The same key did its work once, and told everybody the same. */
export function keysWorkOnce(evidence: Evidence): string[] {
  const made = evidence.keys.filter(({ scope }) => scope.includes('/registrations'));
  const byResource = countBy(made, ({ resourceId }) => resourceId);
  const answers = new Map<string, Set<string>>();
  for (const call of callsOf(evidence)) {
    if (call.key === undefined || !succeeded(call)) continue;
    const answer = `${call.status} ${call.registrationId ?? call.answer?.id ?? 'nothing'}`;
    answers.set(call.key, (answers.get(call.key) ?? new Set()).add(answer));
  }
  return [
    ...evidence.registrations.flatMap(({ id }) =>
      byResource.get(id) === 1 ? [] : [`${id} was made by ${byResource.get(id) ?? 0} keys`],
    ),
    ...[...answers].flatMap(([key, told]) => (told.size > 1 ? [`key ${key} led to ${[...told].join(' and ')}`] : [])),
  ];
}

/** 5xx is no answer, but for 503 and 507; no process ends by itself; and enough was served to prove anything at all. */
export function nothingBroke(evidence: Evidence): string[] {
  const { lines, damage } = evidence;
  const broken = callsOf(evidence).filter(
    ({ status }) => status !== null && status >= 500 && ![503, 507].includes(status),
  );
  const faults = lines.filter((line) => line.kind === 'fault');
  return [
    ...broken.map((call) => `${told(call)} was answered ${call.status}`),
    ...faults.flatMap(({ what, which = '', at }) => {
      if (what === 'ended-itself') return [`${which} ended by itself at ${at}`];
      return what === 'served-too-little' ? [`only ${which} were served well`] : [];
    }),
    ...damage,
  ];
}

function movesByRegistration({ moves }: Evidence): Map<string, Move[]> {
  const went = new Map<string, Move[]>();
  for (const move of moves) went.set(move.registrationId, [...(went.get(move.registrationId) ?? []), move]);
  return went;
}

export function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

const told = ({ does, key, registrationId, begun, status }: Call): string =>
  `${does} ${registrationId ?? key ?? ''} at ${begun} (${status ?? 'no answer'})`;

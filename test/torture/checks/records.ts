import type { Evidence } from '../evidence.js';
import { countBy } from './answers.js';

/** Numbers 1 to n in each office and year, one for each registration, and the counter knows n. */
export function certificatesAreCounted({ certificates, counters }: Evidence): string[] {
  const series = new Map<string, number[]>();
  for (const { officeId, year, sequence } of certificates) {
    const key = `${officeId} ${year}`;
    series.set(key, [...(series.get(key) ?? []), sequence]);
  }
  const holders = countBy(certificates, ({ registrationId }) => registrationId);
  return [
    ...[...series].flatMap(([key, numbers]) => {
      const sorted = numbers.sort((a, b) => a - b);
      const wrong = sorted.findIndex((number, index) => number !== index + 1);
      return wrong === -1 ? [] : [`number ${sorted[wrong]} of ${key} stands where ${wrong + 1} should`];
    }),
    ...counters.flatMap(({ officeId, year, last }) => {
      const given = series.get(`${officeId} ${year}`)?.length ?? 0;
      return given === last ? [] : [`the counter says ${last}, there are ${given}`];
    }),
    ...[...holders].flatMap(([id, count]) => (count > 1 ? [`${id} has ${count} certificates`] : [])),
  ];
}

const statusIn = (json: string | null): string =>
  json === null ? '' : ((JSON.parse(json) as { status?: string }).status ?? '');

/** One entry for each change of state, mark and certificate, and none for what never was; one consent each. */
export function auditIsComplete(evidence: Evidence): string[] {
  const { moves, attendances, certificates, registrations, consents, audit } = evidence;
  const happened = [
    ...moves.map((move) => `registration.${move.toStatus} ${move.registrationId} ${move.fromStatus ?? ''}`),
    ...attendances.map(({ id }) => `attendance.recorded ${id} `),
    ...certificates.map(({ id }) => `certificate.issued ${id} `),
    ...registrations.map(({ id }) => `consent ${id} `),
  ];
  const watched =
    /^(registration\.(submitted|confirmed|waitlisted|rejected|cancelled)|attendance\.recorded|certificate\.issued)$/;
  const noted = [
    ...audit
      .filter(({ action }) => watched.test(action))
      .map(({ action, subjectId, before }) => `${action} ${subjectId} ${statusIn(before)}`),
    ...consents.map(({ registrationId }) => `consent ${registrationId} `),
  ];
  const [facts, entries] = [countBy(happened, String), countBy(noted, String)];
  return [...new Set([...facts.keys(), ...entries.keys()])].flatMap((what) => {
    const [fact, entry] = [facts.get(what) ?? 0, entries.get(what) ?? 0];
    return fact === entry ? [] : [`${what.trim()} happened ${fact} times and is noted ${entry} times`];
  });
}

/** Why somebody gets no (new) certificate. */
export type SkipCode = 'attendance_below_minimum' | 'no_session_held' | 'already_issued' | 'certificate_revoked';

export interface Candidate {
  /** 0 to 100, not rounded. */
  readonly percentage: number;
  readonly sessionsHeld: number;
  /** Of the latest certificate of this registration. */
  readonly standing: 'issued' | 'replaced' | 'revoked' | null;
}

/** Null for who qualifies. A revoked certificate is not given again by the next round. */
export function reasonToSkip(candidate: Candidate, minimumAttendance: number): SkipCode | null {
  if (candidate.standing === 'revoked') return 'certificate_revoked';
  if (candidate.standing !== null) return 'already_issued';
  if (candidate.sessionsHeld === 0) return 'no_session_held';
  return candidate.percentage < minimumAttendance ? 'attendance_below_minimum' : null;
}

/** Why somebody has no certificate, as people ask: those who may still reach the minimum were not too seldom there. */
export type WhyNone = SkipCode | 'sessions_to_come' | 'not_confirmed';

/** `reachable` is the percentage of who attends all that is still to come. */
export function whyNone(code: SkipCode | null, reachable: number, minimumAttendance: number): WhyNone | null {
  return code === 'attendance_below_minimum' && reachable >= minimumAttendance ? 'sessions_to_come' : code;
}

/** How many of so many JP (or sessions) the minimum asks for: the least whole number that reaches it. */
export function leastOf(whole: number, minimumAttendance: number): number {
  return Math.ceil((whole * minimumAttendance) / 100);
}

export interface NumberParts {
  readonly sequence: number;
  readonly kind: string;
  readonly romanMonth: string;
  readonly year: number;
}

const sequenceDigits = 3;

/** Fills an office's pattern: `{seq}/{kind}/DISKOPUKM-KS/{romanMonth}/{year}` → `017/DIKLAT/DISKOPUKM-KS/X/2026`. */
export function certificateNumber(pattern: string, parts: NumberParts): string {
  return pattern
    .replaceAll('{seq}', String(parts.sequence).padStart(sequenceDigits, '0'))
    .replaceAll('{kind}', parts.kind.toUpperCase())
    .replaceAll('{romanMonth}', parts.romanMonth)
    .replaceAll('{year}', String(parts.year));
}

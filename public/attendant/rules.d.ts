export interface Mark {
  readonly status: string;
  readonly checkedInAt: string | null;
  readonly recordedBy: string | null;
}

export interface Person {
  readonly registrationId: string;
  readonly code: string;
  readonly name: string;
  readonly status: string;
  readonly tickets: readonly string[];
  readonly mark: Mark | null;
}

export interface List {
  readonly session: { readonly startsAt: string; readonly lateAfterMinutes: number };
  readonly people: readonly Person[];
  readonly elsewhere: readonly string[];
}

export interface Held {
  readonly personId: string | null;
  readonly at: string;
}

export interface Answer {
  readonly kind: 'welcome' | 'already' | 'not_confirmed' | 'wrong_batch' | 'unknown' | 'refused';
  readonly name?: string;
  readonly code?: string;
  readonly at?: string | null;
  readonly by?: string | null;
  readonly late?: boolean;
  readonly why?: string;
}

interface Asked {
  readonly person: Person | null;
  readonly hash: string | null;
  readonly at: string;
  readonly own: string;
}

export function isTicket(text: string): boolean;
export function answerAlone(list: List, scans: readonly Held[], asked: Asked): Answer;
export function answerTold(outcome: { verdict: string; body: Record<string, unknown> }, alone: Answer): Answer;
export function isKept(kind: Answer['kind']): boolean;
export function verdictOf(status: number): 'done' | 'refused' | 'later' | 'sign_in';
export function withMark(list: List, told: Mark & { readonly registrationId: string }): List;
export function figures(list: List, scans: readonly Held[]): { present: number; expected: number; unsent: number };
export function search(list: List, text: string, most?: number): readonly Person[];
export function outlived<L extends { readonly keepUntil: string }>(lists: readonly L[], now: number): L[];
export function isSameSight(last: { text: string; seenAt: number } | null, text: string, now: number): boolean;
export function newId(random?: Uint8Array): string;

import type { Evidence } from './evidence.js';
import type { Call, Fault, MailAnswer } from './history.js';

type Writable<T> = T extends readonly (infer Item)[]
  ? Writable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Writable<T[Key]> }
    : T;

/** Evidence that a test may falsify. */
export type Doctored = Writable<Evidence>;

const [first, chosen] = ['batch-first', 'batch-chosen'];

const call = (at: number, about: Partial<Call> & Pick<Call, 'does'>): Call => ({
  kind: 'call',
  begun: at,
  ended: at + 50,
  process: 'web-1.life-1',
  status: 200,
  ...about,
});

const registered = (at: number, id: string, status: string, more: Partial<Call> = {}): Call =>
  call(at, { does: 'register', key: `key-${id}`, batchId: first, status: 201, answer: { id, status }, ...more });

const scanned = (at: number, registrationId: string, status: number): Call =>
  call(at, { does: 'check-in', key: `scan-${registrationId}`, registrationId, sessionId: 's', batchId: first, status });

const taken = (at: number, messageId: string, process = 'worker-4.life-1'): MailAnswer => ({
  kind: 'mail',
  at,
  messageId,
  process,
  answer: 'taken',
});

const fault = (at: number, what: Fault['what'], which = ''): Fault => ({ kind: 'fault', at, what, which });

/** Ani and Budi sit, Cici and Dedi wait; Ani goes, Cici goes up. Eka applies elsewhere and is chosen. */
const story = [
  ['ani', null, 'confirmed', 0],
  ['budi', null, 'confirmed', 0],
  ['cici', null, 'waitlisted', 0],
  ['dedi', null, 'waitlisted', 0],
  ['ani', 'confirmed', 'cancelled', 1],
  ['cici', 'waitlisted', 'confirmed', 1],
  ['eka', null, 'submitted', 0],
  ['eka', 'submitted', 'confirmed', 1],
] as const;

const ends = { ani: 'cancelled', budi: 'confirmed', cici: 'confirmed', dedi: 'waitlisted', eka: 'confirmed' };
const names = Object.keys(ends) as (keyof typeof ends)[];
const batchOf = (name: string): string => (name === 'eka' ? chosen : first);
const male = (name: string): boolean => name === 'budi' || name === 'dedi';

/** `news of whom, revision, status of the message`. */
const mails = [
  ['confirmed', 'ani', 0, 'sent'],
  ['confirmed', 'budi', 0, 'sent'],
  ['waitlisted', 'cici', 0, 'skipped'],
  ['waitlisted', 'dedi', 0, 'sent'],
  ['cancelled', 'ani', 1, 'sent'],
  ['promoted', 'cici', 1, 'sent'],
  ['received', 'eka', 0, 'skipped'],
  ['confirmed', 'eka', 1, 'failed'],
] as const;

const messages = [
  ...mails.map(([news, name, revision, status]) => ({
    id: `m-${news}-${name}`,
    dedupeKey: `registration.${news}:${name}:${revision}`,
    status,
    messageId: `<${news}-${name}@x>`,
  })),
  { id: 'm-c', dedupeKey: 'certificate.issued:certificate-budi', status: 'sent', messageId: '<certificate@x>' },
];

const refused: MailAnswer = { ...taken(21_000, '<confirmed-eka@x>'), answer: 'refused' };

const lines: Evidence['lines'] = [
  registered(100, 'ani', 'confirmed'),
  registered(110, 'ani', 'confirmed'),
  registered(200, 'budi', 'confirmed'),
  registered(300, 'cici', 'waitlisted'),
  registered(310, 'nobody', '', { status: 409, code: 'already_registered', answer: {} }),
  registered(320, 'dedi', '', { status: null, answer: {} }),
  call(400, { does: 'withdraw', registrationId: 'ani' }),
  scanned(500, 'budi', 201),
  scanned(505, 'budi', 201),
  scanned(510, 'dedi', 409),
  call(600, { does: 'issue', batchId: first, answer: { issued: 1 } }),
  registered(700, 'eka', 'submitted', { batchId: chosen }),
  call(800, { does: 'decide', registrationId: 'eka', decision: 'confirm' }),
  ...messages.filter(({ status }) => status === 'sent').map(({ messageId }, index) => taken(20_000 + index, messageId)),
  refused,
  taken(40_000, '<confirmed-budi@x>', 'worker-4.life-2'),
  fault(20_100, 'killed', 'worker-4.life-1'),
].sort((a, b) => ('at' in a ? a.at : a.begun) - ('at' in b ? b.at : b.begun));

/** In which every property holds, and each is touched. */
export function soundEvidence(): Doctored {
  const evidence: Evidence = {
    lines,
    batches: [
      { id: first, admission: 'automatic', capacity: 2, taken: 2 },
      { id: chosen, admission: 'selection', capacity: 1, taken: 1 },
    ],
    quotas: [
      { id: 'q', batchId: first, regencyCode: null, enterpriseKind: null, gender: 'male', capacity: 1, taken: 1 },
    ],
    registrations: names.map((id, index) => ({
      id,
      batchId: batchOf(id),
      participantId: `person-${id}`,
      status: ends[id],
      sequence: index + 1,
      regencyCode: '63.71',
      enterpriseKind: 'umkm',
      gender: male(id) ? 'male' : 'female',
    })),
    moves: story.map(([registrationId, fromStatus, toStatus, revision]) => ({
      registrationId,
      batchId: batchOf(registrationId),
      participantId: `person-${registrationId}`,
      fromStatus,
      toStatus,
      revision,
    })),
    attendances: [{ id: 'mark-budi', registrationId: 'budi', sessionId: 's' }],
    certificates: [{ id: 'certificate-budi', officeId: 'o', registrationId: 'budi', year: 2026, sequence: 1 }],
    counters: [{ officeId: 'o', year: 2026, last: 1 }],
    audit: [
      ...story.map(([subjectId, from, to]) => ({
        action: `registration.${to}`,
        subjectId,
        before: from === null ? null : JSON.stringify({ status: from }),
      })),
      { action: 'attendance.recorded', subjectId: 'mark-budi', before: null },
      { action: 'certificate.issued', subjectId: 'certificate-budi', before: null },
      { action: 'user.signed_in', subjectId: 'u', before: null },
    ],
    messages,
    keys: names.map((name) => ({
      scope: `POST /batches/${batchOf(name)}/registrations:public`,
      key: `key-${name}`,
      resourceId: name,
    })),
    consents: names.map((registrationId) => ({ registrationId })),
    damage: [],
  };
  return structuredClone(evidence) as Doctored;
}

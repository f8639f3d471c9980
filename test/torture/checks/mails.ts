import type { Evidence, Message, Move } from '../evidence.js';
import type { Fault, MailAnswer } from '../history.js';

const mailsOf = ({ lines }: Evidence): MailAnswer[] => lines.filter((line) => line.kind === 'mail');
const faultsOf = ({ lines }: Evidence): Fault[] => lines.filter((line) => line.kind === 'fault');

/** The state that a mail about this move tells of, as its dedupe key names it. */
function newsOf({ fromStatus, toStatus }: Move, automatic: boolean): string {
  if (toStatus === 'submitted') return 'received';
  return automatic && fromStatus === 'waitlisted' && toStatus === 'confirmed' ? 'promoted' : toStatus;
}

/** In which state of the registration the news is still true; else it need not be sent. */
const trueWhile: Readonly<Record<string, string>> = { received: 'submitted', promoted: 'confirmed' };

/** Each fact has one message, and it was taken by the mail server, unless it was refused for good or no longer true. */
export function factsAreMailed(evidence: Evidence): string[] {
  const messages = new Map(evidence.messages.map((message) => [message.dedupeKey, message]));
  const answers = new Set(mailsOf(evidence).map(({ messageId, answer }) => `${answer} ${messageId}`));
  const states = new Map(evidence.registrations.map(({ id, status }) => [id, status]));
  const admissions = new Map(evidence.batches.map(({ id, admission }) => [id, admission]));
  const faultOf = (key: string, outdated: boolean): string[] => {
    const message = messages.get(key);
    return message === undefined ? [`${key} has no message`] : faultOfMessage(message, answers, outdated);
  };
  return [
    ...evidence.moves.flatMap((move) => {
      const news = newsOf(move, admissions.get(move.batchId) === 'automatic');
      const outdated = states.get(move.registrationId) !== (trueWhile[news] ?? news);
      return faultOf(`registration.${news}:${move.registrationId}:${move.revision}`, outdated);
    }),
    ...evidence.certificates.flatMap(({ id }) => faultOf(`certificate.issued:${id}`, false)),
  ];
}

function faultOfMessage({ dedupeKey, status, messageId }: Message, answers: ReadonlySet<string>, outdated: boolean) {
  const explained =
    (status === 'sent' && answers.has(`taken ${messageId}`)) ||
    (status === 'failed' && answers.has(`refused ${messageId}`)) ||
    (status === 'skipped' && outdated);
  return explained ? [] : [`${dedupeKey} is ${status}, and the mail server does not know why`];
}

/** How long after 250 the sender may take to commit, and how far apart the two are seen from here. */
const patience = 5_000;

/** A mail is taken twice only if its sender died, or lost its database, between the server's 250 and its own commit. */
export function twiceOnlyByDeath(evidence: Evidence): string[] {
  const deliveries = new Map<string, MailAnswer[]>();
  for (const mail of mailsOf(evidence)) {
    if (mail.answer !== 'taken') continue;
    deliveries.set(mail.messageId, [...(deliveries.get(mail.messageId) ?? []), mail]);
  }
  const known = new Set(evidence.messages.map(({ messageId }) => messageId));
  const losses = lossesOf(faultsOf(evidence));
  return [...deliveries].flatMap(([messageId, taken]) => [
    ...(known.has(messageId) ? [] : [`${messageId} tells of nothing that was committed`]),
    ...taken
      .slice(0, -1)
      .filter((mail) => !losses.some((loss) => explains(loss, mail)))
      .map(({ process, at }) => `${messageId} was taken from ${process} at ${at} and sent again, though it lived`),
  ]);
}

interface Loss {
  /** The process that died; null when all lost the database. */
  readonly process: string | null;
  readonly from: number;
  readonly to: number;
}

function explains({ process, from, to }: Loss, mail: MailAnswer): boolean {
  return (process === null || process === mail.process) && from <= mail.at + patience && to >= mail.at - patience;
}

function lossesOf(faults: readonly Fault[]): Loss[] {
  const ends = { 'database-down': 'database-up', 'disk-full': 'disk-freed' } as const;
  return faults.flatMap(({ what, which = '', at }, index): Loss[] => {
    if (what === 'killed') return [{ process: which, from: at, to: at }];
    if (what !== 'database-down' && what !== 'disk-full') return [];
    const over = faults.slice(index).find((later) => later.what === ends[what]);
    return [{ process: null, from: at, to: over?.at ?? Infinity }];
  });
}

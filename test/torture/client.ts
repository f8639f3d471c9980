import { setTimeout as pause } from 'node:timers/promises';
import { registrationOf } from '../factories/invented-person.mjs';
import type { Place } from './cluster.js';
import type { TrainingBatch, TrainingEvent } from './event.js';
import type { Call, History } from './history.js';
import type { Random } from './random.js';

interface Registering {
  readonly key: string;
  readonly batch: TrainingBatch;
  readonly body: unknown;
}

interface Scan {
  readonly key: string;
  readonly one: Known;
  readonly ticket: string;
}

interface Known {
  readonly id: string;
  readonly token: string;
  readonly batch: TrainingBatch;
  /** As it was shown while she had a seat: whoever printed it may come with it whatever became of her. */
  ticket?: string;
}

/** What all clients have seen so far. */
export class Acquaintance {
  readonly registering: Registering[] = [];
  readonly known: Known[] = [];
  readonly scans: Scan[] = [];
  private keys = 0;

  newKey(): string {
    return `key-${(this.keys += 1)}`;
  }
}

export interface Scene {
  readonly event: TrainingEvent;
  readonly places: readonly Place[];
  readonly history: History;
  readonly acquaintance: Acquaintance;
}

type Body = { id?: string; status?: string; code?: string; manageUrl?: string; issued?: number; ticket?: string };
type About = Pick<Call, 'does'> & Partial<Pick<Call, 'key' | 'batchId' | 'registrationId' | 'sessionId' | 'decision'>>;

const patienceMilliseconds = 15_000;
const people = 200;
const recent = 60;
const regencies = ['63.71', '63.72', '63.01'];
const habits = { register: 8, replay: 3, withdraw: 3, checkIn: 3, decide: 3, issue: 0.5 };

/** One of many who use the system at the same time, each by its own chance. */
export class Client {
  /** The last answer came, and was no plea for patience. */
  private content = true;

  constructor(
    private readonly scene: Scene,
    private readonly random: Random,
  ) {}

  async run(until: () => boolean): Promise<void> {
    while (!until()) {
      const served = this.scene.places.some(({ answers }) => answers);
      if (served) await this[this.random.weighted(habits)]();
      await pause(served && this.content ? this.random.whole(0, 40) : 200);
    }
  }

  /** Sometimes in two windows at once, each of which has its own key. */
  private async register(): Promise<void> {
    const batch = this.random.one(this.scene.event.batches);
    const number = this.random.whole(1, people);
    const person = registrationOf(number) as { participant: object };
    const regencyCode = regencies[number % regencies.length];
    const participant = { ...person.participant, regencyCode, gender: number % 2 === 0 ? 'female' : 'male' };
    const body = { ...person, participant };
    const windows = this.random.next() < 0.1 ? [1, 2] : [1];
    const registering = windows.map(() => ({ key: this.scene.acquaintance.newKey(), batch, body }));
    this.scene.acquaintance.registering.push(...registering);
    await Promise.all(registering.map((one) => this.send(one)));
  }

  /** The same request again, sometimes twice at once. */
  private async replay(): Promise<void> {
    const { registering, scans } = this.scene.acquaintance;
    const scan = this.random.next() < 0.3;
    if ((scan ? scans : registering).length === 0) return;
    const again = scan
      ? this.scan.bind(this, this.random.one(scans.slice(-recent)))
      : this.send.bind(this, this.random.one(registering.slice(-recent)));
    await Promise.all(this.random.next() < 0.5 ? [again()] : [again(), again()]);
  }

  private async send({ key, batch, body }: Registering): Promise<void> {
    const about = { does: 'register', key, batchId: batch.id } as const;
    const answer = await this.ask(about, `/public/batches/${batch.id}/registrations`, body);
    const token = answer?.manageUrl?.split('/').at(-1);
    const { known } = this.scene.acquaintance;
    if (answer?.id === undefined || token === undefined || known.some(({ id }) => id === answer.id)) return;
    known.push({ id: answer.id, token, batch });
  }

  private async withdraw(): Promise<void> {
    const one = this.somebody();
    if (one === null) return;
    await this.ask({ does: 'withdraw', registrationId: one.id }, `/public/registrations/${one.token}/cancellation`);
  }

  private async checkIn(): Promise<void> {
    const one = this.somebody();
    if (one === null) return;
    const printed = this.random.next() < 0.5 ? one.ticket : undefined;
    const ticket = printed ?? (await this.ticketOf(one));
    if (ticket === undefined) return;
    one.ticket = ticket;
    const scan = { key: this.scene.acquaintance.newKey(), one, ticket };
    this.scene.acquaintance.scans.push(scan);
    await this.scan(scan);
  }

  private async scan({ key, one: { id: registrationId, batch }, ticket }: Scan): Promise<void> {
    const { id: batchId, sessionId } = batch;
    const about = { does: 'check-in', key, registrationId, sessionId, batchId } as const;
    await this.ask(about, `/sessions/${sessionId}/check-ins`, { ticket });
  }

  private async ticketOf({ token }: Known): Promise<string | undefined> {
    try {
      const response = await fetch(`${this.place().base}/api/v1/public/registrations/${token}`, this.limits());
      return response.ok ? ((await response.json()) as Body).ticket : undefined;
    } catch {
      return undefined;
    }
  }

  private async decide(): Promise<void> {
    const one = this.somebody(({ batch }) => batch.admission === 'selection');
    if (one === null) return;
    const decision = this.random.weighted({ confirm: 3, reject: 1, waitlist: 1 });
    await this.ask({ does: 'decide', registrationId: one.id, decision }, `/registrations/${one.id}/admission`, {
      decision,
    });
  }

  /** Sometimes two of the staff do so at once. */
  private async issue(): Promise<void> {
    const { id: batchId } = this.random.one(this.scene.event.batches);
    const again = () => this.ask({ does: 'issue', batchId }, `/batches/${batchId}/certificates`);
    await Promise.all(this.random.next() < 0.5 ? [again()] : [again(), again()]);
  }

  /** Mostly of those who came last. */
  private somebody(fits: (one: Known) => boolean = () => true): Known | null {
    const fitting = this.scene.acquaintance.known.filter(fits);
    if (fitting.length === 0) return null;
    return this.random.one(this.random.next() < 0.7 ? fitting.slice(-30) : fitting);
  }

  private place(): Place {
    const answering = this.scene.places.filter(({ answers }) => answers);
    return this.random.one(answering.length > 0 ? answering : this.scene.places.slice(0, 1));
  }

  private limits() {
    return { signal: AbortSignal.timeout(patienceMilliseconds) };
  }

  /** Sends a request and notes how it went; answers the body of what was done. */
  private async ask(about: About, path: string, body?: unknown): Promise<Body | null> {
    const { history, event } = this.scene;
    const place = this.place();
    const begun = history.now();
    const { name } = place;
    const headers = {
      ...event.staff,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(about.key === undefined ? {} : { 'idempotency-key': about.key }),
      'x-forwarded-for': `10.0.${this.random.whole(0, 255)}.${this.random.whole(1, 254)}`,
    };
    const sent = { method: 'POST', headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const [status, answer] = await answerOf(`${place.base}/api/v1${path}`, { ...sent, ...this.limits() });
    this.content = status !== null && status < 500;
    const told = status !== null && status < 300 ? { answer: answerIn(answer) } : {};
    const code = answer.code === undefined || 'answer' in told ? {} : { code: answer.code };
    history.write({ kind: 'call', ...about, begun, ended: history.now(), process: name, status, ...code, ...told });
    return 'answer' in told ? answer : null;
  }
}

function answerIn({ id, status, issued }: Body): NonNullable<Call['answer']> {
  return {
    ...(id === undefined ? {} : { id }),
    ...(status === undefined ? {} : { status }),
    ...(issued === undefined ? {} : { issued }),
  };
}

/** Null when the connection broke before the answer was there in full. */
async function answerOf(url: string, request: RequestInit): Promise<[number | null, Body]> {
  try {
    const response = await fetch(url, request);
    const text = await response.text();
    return [response.status, text === '' ? {} : (JSON.parse(text) as Body)];
  } catch {
    return [null, {}];
  }
}

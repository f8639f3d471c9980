import type { TestApp } from '../support/test-app.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import { registrationOf } from './invented-person.mjs';

export interface Registered {
  readonly id: string;
  readonly code: string;
  readonly status: string;
  readonly position?: number;
  readonly manageUrl: string;
}

type Change = Readonly<Record<string, unknown>>;

export interface GivenRegistration {
  readonly participant?: Change;
  readonly enterprise?: Change | undefined;
  readonly role?: string | undefined;
  readonly consent?: unknown;
}

/** The body of an invented person's registration, with some fields changed. `undefined` leaves a field out. */
export function aRegistrationBody(number: number, given: GivenRegistration = {}): Record<string, unknown> {
  const { participant, enterprise, ...rest } = registrationOf(number);
  const changed =
    'enterprise' in given ? given.enterprise && { ...(enterprise as object), ...given.enterprise } : enterprise;
  return { ...rest, ...given, participant: { ...(participant as object), ...given.participant }, enterprise: changed };
}

/** What the public API answers to it. */
export function register(app: TestApp, batch: Pick<Batch, 'id'>, body: object, key?: string) {
  const request = app.http().post(`/api/v1/public/batches/${batch.id}/registrations`);
  if (key !== undefined) void request.set('idempotency-key', key);
  return request.send(body);
}

export interface RegisteredGroup {
  readonly id: string;
  readonly groupUrl: string;
  readonly registrations: readonly Registered[];
}

/** The body of a cooperative that registers these invented people. `change` is applied to each of them. */
export function aGroupBody(numbers: readonly number[], change: Change = {}): Record<string, unknown> {
  const participants = numbers.map((number) => {
    const { participant } = registrationOf(number);
    return { ...(participant as object), role: 'member', ...change };
  });
  const enterprise = { kind: 'cooperative', name: 'Koperasi Intan Bersama', regencyCode: '63.71' };
  return { enterprise, participants, consent: true };
}

/** A registration that went well. */
export async function aRegistration(
  app: TestApp,
  batch: Pick<Batch, 'id'>,
  number: number,
  given: GivenRegistration = {},
): Promise<Registered> {
  const { status, body } = await register(app, batch, aRegistrationBody(number, given));
  if (status !== 201) throw new Error(`The registration was answered ${status}: ${JSON.stringify(body)}`);
  return body as Registered;
}

/** The secret at the end of the manage link. */
export function tokenOf({ manageUrl }: Pick<Registered, 'manageUrl'>): string {
  return manageUrl.split('/').at(-1) ?? '';
}

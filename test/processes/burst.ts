import { registrationOf } from '../factories/invented-person.mjs';
import { adminEmail, adminPassword } from './server-process.js';

export interface Answered {
  readonly number: number;
  readonly status: string;
  readonly position: number | undefined;
  readonly token: string;
}

function send(url: string, body: unknown, headers: Record<string, string>): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

export async function post<T>(url: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
  const response = await send(url, body, headers);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

export async function signIn(base: string): Promise<Record<string, string>> {
  const { token } = await post<{ token: string }>(`${base}/api/v1/tokens`, {
    email: adminEmail,
    password: adminPassword,
  });
  return { authorization: `Bearer ${token}` };
}

const hours = 3_600_000;
const inHours = (count: number): string => new Date(Date.now() + count * hours).toISOString();

/** A published Bimtek that is open now; answers its id. */
export async function openBatch(base: string, capacity: number): Promise<string> {
  const staff = await signIn(base);
  const api = `${base}/api/v1`;
  const program = await post<{ id: string }>(
    `${api}/programs`,
    { kind: 'bimtek', title: 'Bimtek Kemasan', fiscalYear: 2026, fundingSource: 'apbd', minimumAttendance: 75 },
    staff,
  );
  const batch = await post<{ id: string }>(
    `${api}/programs/${program.id}/batches`,
    {
      venue: { name: 'Aula', address: 'Jl. A. Yani, Banjarbaru', regencyCode: '63.72' },
      timeZone: 'Asia/Makassar',
      capacity,
      admission: 'automatic',
      registrationOpensAt: inHours(-1),
      registrationClosesAt: inHours(24),
    },
    staff,
  );
  const session = { title: 'Kemasan', startsAt: inHours(48), endsAt: inHours(51), lessonHours: 4 };
  await post(`${api}/batches/${batch.id}/sessions`, session, staff);
  await post(`${api}/batches/${batch.id}/publication`, undefined, staff);
  return batch.id;
}

/** One registration, whatever the answer. */
export function tryToRegister(base: string, batchId: string, number: number): Promise<Response> {
  return send(`${base}/api/v1/public/batches/${batchId}/registrations`, registrationOf(number), {
    'idempotency-key': `try-${number}`,
  });
}

/** One registration with an idempotency key of its own; null when the connection broke before the answer. */
export async function register(base: string, batchId: string, number: number): Promise<Answered | null> {
  try {
    const answer = await post<{ status: string; position?: number; manageUrl: string }>(
      `${base}/api/v1/public/batches/${batchId}/registrations`,
      registrationOf(number),
      { 'idempotency-key': `burst-${number}` },
    );
    return {
      number,
      status: answer.status,
      position: answer.position,
      token: answer.manageUrl.split('/').at(-1) ?? '',
    };
  } catch (error) {
    // By name: fetch throws the TypeError of another realm.
    if ((error as Error).name === 'TypeError') return null;
    throw error;
  }
}

/** Sixty-four clients share the numbers; `seen` hears of each answer as it comes. */
export async function burst(
  base: string,
  batchId: string,
  numbers: readonly number[],
  seen: (answered: number) => void = () => undefined,
): Promise<Answered[]> {
  const answers: Answered[] = [];
  const queue = numbers.values();
  const client = async (): Promise<void> => {
    for (const number of queue) {
      const answer = await register(base, batchId, number);
      if (answer !== null) answers.push(answer);
      seen(answers.length);
    }
  };
  await Promise.all(Array.from({ length: 64 }, client));
  return answers;
}

export async function read<T>(url: string, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()) as T;
}

/** Every page of a list. */
export async function readAll<T>(url: string, headers: Record<string, string>): Promise<T[]> {
  const items: T[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: { items: T[]; next: string | null } = await read(
      `${url}?limit=200${after === '' ? '' : `&after=${after}`}`,
      headers,
    );
    items.push(...page.items);
    after = page.next;
  }
  return items;
}

import type { FuzzedRequest } from './requests.js';

/** Nothing of ours takes so long; without it a request that hangs would say nothing. */
const patienceMilliseconds = 10_000;

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const longestMilliseconds = 1_000;
const triesOnBusyMachine = 3;

/** Does it, and fails when it takes too long each time: once may be the machine's doing. */
export async function promptly<T>(work: () => Promise<T>, mostMilliseconds = longestMilliseconds): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const begun = performance.now();
    const answer = await work();
    const took = performance.now() - begun;
    if (took <= mostMilliseconds) return answer;
    if (tries === triesOnBusyMachine) throw new Error(`took ${Math.round(took)} ms, and that long before`);
  }
}

let visitor = 0;

/** Of a visitor who was not there before, so that nobody is told to come back later. */
export function freshAddress(): string {
  visitor += 1;
  return `10.${(visitor >> 16) & 255}.${(visitor >> 8) & 255}.${visitor & 255}`;
}

export async function answerTo(
  base: string,
  request: FuzzedRequest,
  ofStaff: Record<string, string>,
): Promise<Answered> {
  const { method, address, headers, body } = request;
  const response = await fetch(`${base}${address}`, {
    method,
    headers: { ...headers, ...ofStaff, 'x-forwarded-for': freshAddress() },
    ...(body === undefined || method === 'GET' ? {} : { body }),
    signal: AbortSignal.timeout(patienceMilliseconds),
  });
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
}

import type { FuzzedRequest } from './requests.js';

/** Nothing of ours takes so long; without it a request that hangs would say nothing. */
const patienceMilliseconds = 10_000;

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

let visitor = 0;

/** Each from an address of its own, so that nobody is told to come back later. */
export async function answerTo(
  base: string,
  request: FuzzedRequest,
  ofStaff: Record<string, string>,
): Promise<Answered> {
  const { method, address, headers, body } = request;
  visitor += 1;
  const from = `10.${(visitor >> 16) & 255}.${(visitor >> 8) & 255}.${visitor & 255}`;
  const response = await fetch(`${base}${address}`, {
    method,
    headers: { ...headers, ...ofStaff, 'x-forwarded-for': from },
    ...(body === undefined || method === 'GET' ? {} : { body }),
    signal: AbortSignal.timeout(patienceMilliseconds),
  });
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
}

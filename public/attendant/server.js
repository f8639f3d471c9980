// The line to the server. Every answer is { verdict, body }; without a line the verdict is `later` and there is no body.

import { verdictOf } from './rules.js';

const patience = 10_000;
const json = { accept: 'application/json', 'content-type': 'application/json' };

async function ask(path, init = {}) {
  try {
    const options = { ...init, signal: AbortSignal.timeout(patience), cache: 'no-store', redirect: 'error' };
    const answer = await fetch(`/presensi/data/sesi${path}`, options);
    const body = await answer.json();
    return { verdict: verdictOf(answer.status), body };
  } catch {
    return { verdict: 'later', body: null };
  }
}

export const sessionsAtHand = () => ask('', { headers: json });
export const listOf = (sessionId) => ask(`/${sessionId}`, { headers: json });

export function send({ id, sessionId, ticket, registrationId, at }) {
  const body = JSON.stringify(ticket === undefined ? { id, registrationId, at } : { id, ticket, at });
  return ask(`/${sessionId}`, { method: 'POST', headers: json, body });
}

/** SHA-256 in hex; null where the page is not served by HTTPS, which leaves tickets to the server. */
export async function hashOf(ticket) {
  if (crypto.subtle === undefined) return null;
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(ticket));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

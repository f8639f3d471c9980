// Sends marks until the server has taken or refused each of them. Of several marks of one cell only the last is sent on.

const atOnce = 3;
const waits = [1_000, 2_000, 4_000, 8_000, 15_000];
const patience = 15_000;
const headers = { accept: 'application/json' };

/** `later` for what another attempt may mend: no line, a busy server, a session that has ended. */
function verdictOf(status) {
  if (status < 300) return 'done';
  return status === 401 || status === 408 || status === 429 || status >= 500 ? 'later' : 'refused';
}

async function send(address, status) {
  try {
    const signal = AbortSignal.timeout(patience);
    const init = { method: 'POST', headers, body: new URLSearchParams({ status }), signal, redirect: 'error' };
    const answer = await fetch(address, init);
    return { verdict: verdictOf(answer.status), code: answer.status, body: await answer.json() };
  } catch {
    return { verdict: 'later', code: 0, body: null };
  }
}

/** `tell` hears of each mark that was saved or refused, and whenever the state of the whole changes. */
export function savingOf(addressOf, tell) {
  const wanted = new Map();
  const flying = new Set();
  let failures = 0;
  let code = 0;
  let timer;

  function put(cell, status) {
    wanted.set(cell, status);
    pump();
  }

  function pump() {
    if (timer === undefined) {
      for (const [cell, status] of wanted) {
        if (flying.size >= atOnce) break;
        if (!flying.has(cell)) void fly(cell, status);
      }
    }
    tell.state({ left: wanted.size, waiting: timer !== undefined, signedOut: code === 401 });
  }

  async function fly(cell, status) {
    flying.add(cell);
    const outcome = await send(addressOf(cell), status);
    flying.delete(cell);
    code = outcome.code;
    if (outcome.verdict === 'later') wait();
    else settle(cell, status, outcome);
    pump();
  }

  function settle(cell, status, { verdict, body }) {
    failures = 0;
    const last = wanted.get(cell) === status;
    if (last) wanted.delete(cell);
    if (verdict === 'done') tell.saved(cell, status, body, last);
    else tell.refused(cell, body?.detail ?? '', last);
  }

  function wait() {
    if (timer !== undefined) return;
    timer = setTimeout(retry, waits[Math.min(failures, waits.length - 1)]);
    failures += 1;
  }

  function retry() {
    clearTimeout(timer);
    timer = undefined;
    pump();
  }

  return {
    put,
    retry,
    holds: (cell) => wanted.has(cell),
    get size() {
      return wanted.size;
    },
  };
}

import { setTimeout as delay } from 'node:timers/promises';
import { Keyring } from '../dist/kernel/keyring.js';

/*
 * Rows by the hundred thousand, written by the database itself: the application would take hours. The nth registration
 * has the id that `registrationId(n)` tells.
 */

const registrationKind = 1;
const participantKind = 2;

function idOf(kind, number) {
  return `019b0000-000${kind}-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

export const registrationId = (number) => idOf(registrationKind, number);

const secret = 'a secret of the bench that is long enough to be one';

/** The tickets of these registrations. */
export function ticketsOf(from, count) {
  const keyring = new Keyring({ current: { id: 1, secret }, previous: [] });
  return Array.from({ length: count }, (_, index) => keyring.token('ticket', registrationId(from + index), 1));
}

const firstNames = ['Siti', 'Ahmad', 'Noor', 'Rahmah', 'Gusti', 'Hadijah', 'Rusdi', 'Maulida', 'Taufik', 'Norhayati'];

/** SQL of both engines: an id, and one of some words by number. */
function dialect(engine) {
  const hex = engine === 'sqlite' ? "printf('%012x', i)" : "lpad(to_hex(i), 12, '0')";
  const id = (kind) => `'019b0000-000${kind}-7000-8000-' || ${hex}`;
  const oneOf = (words) =>
    `CASE i % ${words.length} ${words.map((word, n) => `WHEN ${n} THEN '${word}'`).join(' ')} END`;
  return { id, oneOf };
}

/** Confirmed registrations of a batch, numbered from 1, in a database that no server has open. */
export async function fillBatch(world, { batchId }, count) {
  const { id, oneOf } = dialect(world.engine);
  const at = "'2026-01-05T01:00:00.000Z'";
  const office = `(SELECT office_id FROM batches WHERE id = '${batchId}')`;
  const numbers = `WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${count})`;
  const name = `${oneOf(firstNames)} || ' Binti ' || i`;
  await world.execute(
    'bina',
    `INSERT INTO participants (id, office_id, contact_hash, name, gender, created_at)
     ${numbers} SELECT ${id(participantKind)}, ${office}, 'fixture-' || i, ${name}, 'female', ${at} FROM numbers`,
    `INSERT INTO registrations (id, office_id, batch_id, participant_id, code, status, sequence, revision, token_version,
       name, gender, phone, regency_code, channel, locale, warnings, created_at, status_changed_at)
     ${numbers} SELECT ${id(registrationKind)}, ${office}, '${batchId}', ${id(participantKind)}, 'X' || i, 'confirmed', i,
       0, 1, ${name}, 'female', '+6281250001234', ${oneOf(['63.71', '63.72', '63.03'])}, 'online', 'id', '[]', ${at}, ${at}
     FROM numbers`,
    `UPDATE batches SET taken = ${count}, last_sequence = ${count}, capacity = ${count + 10} WHERE id = '${batchId}'`,
    ...(world.engine === 'postgres' ? ['ANALYZE'] : ['PRAGMA wal_checkpoint(TRUNCATE)']),
  );
}

/**
 * Waits until the server has carried the names of a filled batch into the index that searches use. It does so by itself
 * within a minute of each few thousand registrations; these came all at once, as does the tidying that PostgreSQL does
 * after them in its own time, which would fall into what is measured.
 */
export async function namesCarried(world, { batchId }, count) {
  const begun = performance.now();
  for (;;) {
    const [batch] = await world.query('bina', `SELECT through FROM searched_batches WHERE batch_id = '${batchId}'`);
    if (batch?.through === count) break;
    await delay(200);
  }
  console.log(`  ${count} names are in the index after ${((performance.now() - begun) / 1_000).toFixed(1)} s`);
  if (world.engine === 'postgres') await world.execute('bina', 'VACUUM ANALYZE', 'CHECKPOINT');
}

/** Everybody who is registered was there, and the session is over. */
export async function attend(world, { batchId, sessionId }) {
  const [startsAt, endsAt] = ['2026-01-06T01:00:00.000Z', '2026-01-06T04:00:00.000Z'];
  await world.execute(
    'bina',
    `UPDATE sessions SET starts_at = '${startsAt}', ends_at = '${endsAt}' WHERE id = '${sessionId}'`,
    `INSERT INTO attendances (id, session_id, registration_id, status, method, checked_in_at, recorded_at)
     SELECT replace(id, '-0001-', '-0003-'), '${sessionId}', id, 'present', 'ticket', '${startsAt}', '${startsAt}'
     FROM registrations WHERE batch_id = '${batchId}'`,
    ...(world.engine === 'postgres' ? ['ANALYZE'] : ['PRAGMA wal_checkpoint(TRUNCATE)']),
  );
}

import { openBatch } from '../api.js';
import { registrationRequests } from '../people.js';
import { contest, rates } from './contest.js';

/** Every answer has its row, and the counters agree with the rows: a quick server that loses some is no baseline. */
async function verify(world, name, answered) {
  const [{ rows, confirmed, taken, capacity }] = await world.query(
    name,
    `SELECT count(*) AS "rows", COALESCE(sum(CASE WHEN status = 'confirmed' THEN 1 ELSE 0 END), 0) AS "confirmed",
       (SELECT taken FROM batches) AS "taken", (SELECT capacity FROM batches) AS "capacity" FROM registrations`,
  );
  const agrees = Number(rows) === answered && Number(confirmed) === taken && taken <= capacity;
  if (!agrees) throw new Error(`${name}: ${answered} answers, ${rows} rows, ${confirmed} confirmed, ${taken} taken.`);
}

const registering = (capacity) => ({
  expect: [201],
  verify,
  prepare: (_, api) => openBatch(api, { capacity: Math.min(capacity, 100_000) }),
  fill: (world) =>
    world.execute(
      'bina',
      `UPDATE batches SET capacity = ${capacity}`,
      `UPDATE quotas SET capacity = ${capacity} WHERE capacity > 1`,
    ),
  requests: ({ batchId }, from, count) => registrationRequests(batchId, from, count),
});

const bounds = {
  sqlite: [
    ['bare', 1],
    ['sharing', 0.4],
  ],
  postgres: [['bare', 0.5]],
};

const rivals = { sqlite: ['bare', 'sharing'], postgres: ['bare'] };

export const registrations = {
  name: 'registrations',
  title: 'registrations accepted per second, 64 connections, everybody new, quotas, seats for all',
  engines: ['sqlite', 'postgres'],
  run: async (engine, { rounds }) =>
    rates(await contest(engine, { rounds, rivals: rivals[engine], ...registering(50_000_000) }), bounds[engine]),
};

export const waiting = {
  name: 'waiting',
  title: 'the same into a full batch: the waiting list',
  engines: ['sqlite', 'postgres'],
  run: async (engine, { rounds }) =>
    rates(await contest(engine, { rounds, rivals: ['bare'], ...registering(1) }), [['bare', 0.5]]),
};

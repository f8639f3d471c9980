import { openBatch } from '../api.js';
import { fillBatch, ticketsOf } from '../fixtures.js';
import { contest, rates } from './contest.js';

const registered = 400_000;

const scan = (sessionId, headers) => (ticket) => ({
  method: 'POST',
  path: `/api/v1/sessions/${sessionId}/check-ins`,
  headers,
  body: { ticket },
});

export const checkIns = {
  name: 'check-ins',
  title: 'check-ins per second by ticket, 64 connections, everybody for the first time',
  engines: ['sqlite', 'postgres'],
  run: async (engine, { rounds }) =>
    rates(
      await contest(engine, {
        rounds,
        rivals: ['bare'],
        expect: [201],
        prepare: async (_, api) => ({ ...(await openBatch(api, { capacity: 100, startsInHours: 1 })), api }),
        fill: (world, facts) => fillBatch(world, facts, registered),
        requests: ({ sessionId, api: { headers } }, from, count) =>
          ticketsOf(from + 1, Math.min(count, registered - from)).map(scan(sessionId, headers)),
      }),
      [['bare', 0.5]],
    ),
};

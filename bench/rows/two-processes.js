import { Api, openBatch } from '../api.js';
import { Generator } from '../generator.js';
import { registrationRequests } from '../people.js';
import { interleaved, ratio } from '../rounds.js';
import { openWorld, startBina } from '../worlds.js';

const seconds = 10;
/** Programs become quick once they have run for a while, and each of two runs half of it. */
const warmUpSeconds = 50;
const connections = 64;
const seats = 500;
const mostPerRound = 20_000;

/** How many have a seat of a batch, by the rows. */
async function seated(world, batchId) {
  const [{ confirmed }] = await world.query(
    'bina',
    `SELECT count(*)::int AS confirmed FROM registrations WHERE status = 'confirmed' AND batch_id = '${batchId}'`,
  );
  return confirmed;
}

/**
 * Registrations per second through some of the processes, among which one generator shares out its connections. Each time
 * into a batch of its own whose seats run out on the way; throws when one seat too many was given, or too few.
 */
function race(world, generator) {
  let batches = 0;
  return async (servers, length = seconds) => {
    const api = await Api.signedIn(servers[0].port);
    const { batchId } = await openBatch(api, { capacity: seats, startsInHours: 48 + 24 * batches });
    const requests = registrationRequests(batchId, mostPerRound * batches, mostPerRound);
    batches += 1;
    const port = servers.map((server) => server.port);
    const result = await generator.run({ port, connections, seconds: length, expect: [201], requests });
    const confirmed = await seated(world, batchId);
    if (confirmed !== Math.min(seats, result.answered)) throw new Error(`${confirmed} have a seat, of ${seats}.`);
    return result.perSecond;
  };
}

export const twoProcesses = {
  name: 'two-processes',
  title: 'registrations per second with two web processes (bare: with one); never one seat too many',
  engines: ['postgres'],
  run: async (engine, { rounds }) => {
    const world = await openWorld(engine);
    const generator = new Generator();
    const servers = [];
    try {
      servers.push(await startBina(world, { ROLE: 'web' }), await startBina(world, { ROLE: 'web' }));
      const registrations = race(world, generator);
      await registrations(servers, warmUpSeconds);
      const figures = await interleaved(rounds, {
        both: () => registrations(servers),
        one: () => registrations(servers.slice(0, 1)),
      });
      const value = ratio(figures, 'both', 'one');
      return [
        { name: 'two against one', unit: '/s', bina: figures.both, bare: figures.one, value, bound: { least: 1 } },
      ];
    } finally {
      for (const server of servers) await server.stop();
      generator.stop();
      await world.stop();
    }
  },
};

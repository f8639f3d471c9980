import { Api, openBatch } from '../api.js';
import { Generator } from '../generator.js';
import { registrationRequests } from '../people.js';
import { interleaved, ratio } from '../rounds.js';
import { openWorld, startBina } from '../worlds.js';

const seconds = 5;
const warmUpSeconds = 8;
const connections = 64;
const seats = 500;

/** Registrations per second through so many processes at once, each with its share of the connections. */
function through(servers, generators, batchId, numbers) {
  return async (length = seconds) => {
    const results = await Promise.all(
      servers.map(({ port }, index) => {
        const requests = registrationRequests(batchId, numbers.next, 20_000);
        numbers.next += 20_000;
        const share = connections / servers.length;
        return generators[index].run({ port, connections: share, seconds: length, expect: [201], requests });
      }),
    );
    return results.reduce((sum, { perSecond }) => sum + perSecond, 0);
  };
}

export const twoProcesses = {
  name: 'two-processes',
  title: 'registrations per second with two web processes (bare: with one); never one seat too many',
  engines: ['postgres'],
  run: async (engine, { rounds }) => {
    const world = await openWorld(engine);
    const generators = [new Generator(), new Generator()];
    const servers = [];
    try {
      servers.push(await startBina(world, { ROLE: 'web' }), await startBina(world, { ROLE: 'web' }));
      const { batchId } = await openBatch(await Api.signedIn(servers[0].port), { capacity: seats });
      const numbers = { next: 0 };
      const both = through(servers, generators, batchId, numbers);
      const one = through(servers.slice(0, 1), generators, batchId, numbers);
      await both(warmUpSeconds);
      const figures = await interleaved(rounds, { both, one });
      const [{ confirmed }] = await world.query(
        'bina',
        "SELECT count(*)::int AS confirmed FROM registrations WHERE status = 'confirmed'",
      );
      if (confirmed !== seats) throw new Error(`${confirmed} people have a seat, of ${seats}.`);
      const value = ratio(figures, 'both', 'one');
      return [
        { name: 'two against one', unit: '/s', bina: figures.both, bare: figures.one, value, bound: { least: 1 } },
      ];
    } finally {
      for (const server of servers) await server.stop();
      for (const generator of generators) generator.stop();
      await world.stop();
    }
  },
};

import { setTimeout as delay } from 'node:timers/promises';
import { spread } from '../statistics.js';
import { openWorld, startBina } from '../worlds.js';

const settlingMilliseconds = 60_000;

export const start = {
  name: 'start',
  title: 'start to ready on an existing database; memory when idle',
  engines: ['sqlite', 'postgres'],
  run: async (engine, { rounds }) => {
    const world = await openWorld(engine);
    const [seconds, megabytes] = [[], []];
    try {
      await (await startBina(world)).stop();
      for (let round = 0; round < rounds; round += 1) {
        const server = await startBina(world);
        seconds.push(server.startMilliseconds / 1000);
        await delay(settlingMilliseconds);
        megabytes.push(server.memory().now);
        await server.stop();
      }
    } finally {
      await world.stop();
    }
    return [
      { name: 'start to ready', unit: ' s', bina: seconds, value: spread(seconds), bound: { most: 1.5 } },
      {
        name: 'resident memory after a minute of rest',
        unit: ' MB',
        bina: megabytes,
        value: spread(megabytes),
        bound: { most: 150 },
      },
    ];
  },
};

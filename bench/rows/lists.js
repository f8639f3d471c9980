import { Api, openBatch } from '../api.js';
import { fillBatch, namesCarried, registrationId } from '../fixtures.js';
import { median, spread } from '../statistics.js';
import { openWorld, startBina } from '../worlds.js';

const sizes = [10_000, 100_000, 1_000_000];
const asked = 40;

/** Milliseconds of an answer, the median of many. */
async function time(api, path) {
  const times = [];
  for (let turn = 0; turn < asked; turn += 1) {
    const begun = performance.now();
    const { items } = await api.get(path);
    if (items.length === 0) throw new Error(`${path} is empty.`);
    times.push(performance.now() - begun);
  }
  return median(times);
}

/** What an organiser asks for, of a batch with so many registrations. */
function questions(batchId, size) {
  const list = `/batches/${batchId}/registrations?limit=50`;
  const middle = registrationId(size / 2);
  return {
    'first page': list,
    'middle page': `${list}&after=${middle}`,
    'search by name, many found': `${list}&q=hadijah`,
    'search by name, one found': `${list}&q=${encodeURIComponent(`binti ${size - 7}`)}`,
    'search in the middle': `${list}&q=hadijah&after=${middle}`,
  };
}

async function timesOf(engine, size, rounds) {
  const world = await openWorld(engine);
  try {
    const planning = await startBina(world);
    const facts = await openBatch(await Api.signedIn(planning.port), { capacity: 100 });
    await planning.stop();
    await fillBatch(world, facts, size);
    const server = await startBina(world);
    try {
      await namesCarried(world, facts, size);
      const api = await Api.signedIn(server.port);
      const paths = Object.entries(questions(facts.batchId, size));
      const times = Object.fromEntries(paths.map(([name]) => [name, []]));
      for (const [, path] of paths) await time(api, path);
      for (let round = 0; round < rounds; round += 1) {
        for (const [name, path] of paths) times[name].push(await time(api, path));
      }
      return times;
    } finally {
      await server.stop();
    }
  } finally {
    await world.stop();
  }
}

export const lists = {
  name: 'lists',
  title: 'an organiser’s list of registrations, milliseconds at 1,000,000 (bare: at 10,000)',
  engines: ['sqlite', 'postgres'],
  run: async (engine, { rounds }) => {
    const bySize = {};
    for (const size of sizes) bySize[size] = await timesOf(engine, size, rounds);
    const [small, , large] = sizes.map((size) => bySize[size]);
    return Object.keys(small).map((name) => ({
      name,
      unit: ' ms',
      bina: large[name],
      bare: small[name],
      bySize: Object.fromEntries(sizes.map((size) => [size, spread(bySize[size][name])])),
      value: spread(large[name].map((value) => value / median(small[name]))),
      bound: { most: 1.5 },
    }));
  },
};

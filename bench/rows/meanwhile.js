import { Api, openBatch } from '../api.js';
import { attend, fillBatch } from '../fixtures.js';
import { Generator } from '../generator.js';
import { median, spread } from '../statistics.js';
import { openWorld, startBina } from '../worlds.js';

const idleSeconds = 8;
const connections = 8;
const longest = 300;
/** Requests per second: far from what a server bears, so that waiting comes from the work and not from the queue. */
const pace = 100;

/**
 * One heavy piece of work in a server that others go on asking for a public list, at a steady pace: its peak memory in
 * MB, and how long the slowest hundredth of the others waits meanwhile and when nothing else is done, in ms.
 */
async function whileAnswering(engine, { people, attended, work }) {
  const world = await openWorld(engine);
  const generator = new Generator();
  let server;
  try {
    const planning = await startBina(world);
    const facts = await openBatch(await Api.signedIn(planning.port), { capacity: 100, startsInHours: 1 });
    await planning.stop();
    await fillBatch(world, facts, people);
    if (attended) await attend(world, facts);
    server = await startBina(world);
    const api = await Api.signedIn(server.port);
    const requests = [{ method: 'GET', path: '/api/v1/public/batches' }];
    const ask = (seconds) =>
      generator.run({ port: server.port, connections, seconds, expect: [200], requests, loop: true, pace });
    await ask(idleSeconds);
    const idle = await ask(idleSeconds);
    const others = ask(longest);
    others.catch(() => undefined);
    const begun = performance.now();
    await work(api, facts);
    const milliseconds = performance.now() - begun;
    generator.child.send('stop');
    const { p99 } = await others;
    return { peak: server.memory().peak, p99, idleP99: idle.p99, milliseconds };
  } finally {
    await server?.stop();
    generator.stop();
    await world.stop();
  }
}

/** The same several times, each in a server and a database of its own. */
export async function roundsOf(rounds, engine, job) {
  const all = [];
  for (let round = 0; round < rounds; round += 1) all.push(await whileAnswering(engine, job));
  return all;
}

const of = (rounds, name) => rounds.map((round) => round[name]);

/** How much longer others wait than in a server that does nothing else. */
export function waiting(rounds) {
  const value = spread(rounds.map(({ p99, idleP99 }) => p99 / idleP99));
  const bare = of(rounds, 'idleP99');
  return { name: 'p99 of others meanwhile', unit: ' ms', bina: of(rounds, 'p99'), bare, value, bound: { most: 3 } };
}

export function time(rounds) {
  const seconds = of(rounds, 'milliseconds').map((milliseconds) => milliseconds / 1000);
  return { name: 'time', unit: ' s', bina: seconds, value: spread(seconds) };
}

export const peaks = (rounds) => of(rounds, 'peak');
export const medianPeak = (rounds) => median(peaks(rounds));

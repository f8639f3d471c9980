import { Api, openBatch } from '../api.js';
import { attend, fillBatch } from '../fixtures.js';
import { Generator } from '../generator.js';
import { openWorld, startBina } from '../worlds.js';

const idleSeconds = 4;
const connections = 4;
const longest = 120;

/**
 * One heavy piece of work in a server that others go on asking for a public list: its peak memory in MB, and how long
 * the slowest hundredth of the others waits meanwhile and when nothing else is done, in ms.
 */
export async function whileAnswering(engine, { people, attended, work }) {
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
      generator.run({ port: server.port, connections, seconds, expect: [200], requests, loop: true });
    await ask(idleSeconds);
    const idle = await ask(idleSeconds);
    const others = ask(longest);
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

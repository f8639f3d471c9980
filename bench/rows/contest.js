import { Api } from '../api.js';
import { Generator } from '../generator.js';
import { interleaved, ratio } from '../rounds.js';
import { openWorld, startBare, startBina } from '../worlds.js';

const connections = 64;
const seconds = 4;
/** Programs become quick once they have run for a while, and the larger one later. */
const warmUpSeconds = 8;
const mostPerRound = 40_000;

/**
 * Bina and bare programs under the same load, each on a database of its own that began alike.
 * `prepare(world, api)` makes what is asked for, by the API of a Bina that then stops; `fill(world, facts)` adds rows;
 * `requests(facts, from, count)` are those of a round; `ready(facts, servers)` comes before the first; `verify(world,
 * name, answered)` throws when the rows don't agree with the answers.
 */
export async function contest(engine, { rounds, rivals, expect, loop = false, ...row }) {
  const { prepare, fill = async () => undefined, ready = async () => undefined, verify = async () => undefined } = row;
  const world = await openWorld(engine);
  const generator = new Generator();
  const servers = {};
  try {
    const planning = await startBina(world);
    const facts = await prepare(world, await Api.signedIn(planning.port));
    await planning.stop();
    await fill(world, facts);
    for (const name of rivals) await world.copy(name);
    servers.bina = await startBina(world);
    for (const name of rivals) servers[name] = await startBare(world, name, { SHARE: name === 'sharing' ? '1' : '' });
    await ready(facts, servers);
    const used = {};
    const measure = async (name, length) => {
      used[name] ??= 0;
      const requests = row.requests(facts, used[name], loop ? 1 : mostPerRound);
      const { port } = servers[name];
      const result = await generator.run({ port, connections, seconds: length, expect, requests, loop });
      used[name] += result.answered;
      return result.perSecond;
    };
    const names = Object.keys(servers);
    for (const name of names) await measure(name, warmUpSeconds);
    const contestants = Object.fromEntries(names.map((name) => [name, () => measure(name, seconds)]));
    const figures = await interleaved(rounds, contestants);
    for (const name of names) await verify(world, name, used[name]);
    return figures;
  } finally {
    for (const server of Object.values(servers)) await server.stop();
    generator.stop();
    await world.stop();
  }
}

/** Rates against those of each rival, with what they must reach. @param {[string, number][]} bounds */
export function rates(figures, bounds) {
  return bounds.map(([rival, least]) => ({
    name: rival === 'sharing' ? 'against bare that shares commits' : 'against bare',
    unit: '/s',
    bina: figures.bina,
    bare: figures[rival],
    value: ratio(figures, 'bina', rival),
    bound: { least },
  }));
}

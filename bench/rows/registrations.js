import { Api, openBatch } from '../api.js';
import { Generator } from '../generator.js';
import { registrationRequests } from '../people.js';
import { interleaved, ratio } from '../rounds.js';
import { openWorld, startBare, startBina } from '../worlds.js';

const connections = 64;
const seconds = 4;
const mostPerRound = 40_000;

/** Registrations per second of Bina and of the bare programs, each on a database of its own that began alike. */
async function measure(engine, { rounds, capacity }) {
  const world = await openWorld(engine);
  const generator = new Generator();
  let servers = [];
  try {
    const planning = await startBina(world);
    const { batchId } = await openBatch(await Api.signedIn(planning.port), { capacity: Math.min(capacity, 100_000) });
    await planning.stop();
    await world.execute(
      'bina',
      `UPDATE batches SET capacity = ${capacity}`,
      `UPDATE quotas SET capacity = ${capacity} WHERE capacity > 1`,
    );
    const names = engine === 'sqlite' ? ['bare', 'sharing'] : ['bare'];
    for (const name of names) await world.copy(name);
    const started = [['bina', await startBina(world)]];
    for (const name of names)
      started.push([name, await startBare(world, name, { SHARE: name === 'sharing' ? '1' : '' })]);
    servers = started.map(([, server]) => server);
    const used = { bina: 0, bare: 0, sharing: 0 };
    const contestants = started.map(([name, { port }]) => [
      name,
      async (length = seconds) => {
        const requests = registrationRequests(batchId, used[name], mostPerRound);
        const result = await generator.run({ port, connections, seconds: length, expect: [201], requests });
        used[name] += result.answered;
        return result.perSecond;
      },
    ]);
    for (const [, warmUp] of contestants) await warmUp(2);
    const figures = await interleaved(rounds, Object.fromEntries(contestants));
    for (const name of Object.keys(figures)) await verify(world, name, used[name]);
    return figures;
  } finally {
    for (const server of servers) await server.stop();
    generator.stop();
    await world.stop();
  }
}

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

function figuresOf(figures, bounds) {
  return bounds.map(([other, least]) => ({
    name: `against ${other}`,
    unit: '/s',
    bina: figures.bina,
    bare: figures[other],
    value: ratio(figures, 'bina', other),
    bound: { least },
  }));
}

const bounds = {
  sqlite: [
    ['bare', 1],
    ['sharing', 0.4],
  ],
  postgres: [['bare', 0.5]],
};

export const registrations = {
  name: 'registrations',
  title: 'registrations accepted per second, 64 connections, everybody new, quotas, seats for all',
  engines: ['sqlite', 'postgres'],
  run: async (engine, { rounds }) => figuresOf(await measure(engine, { rounds, capacity: 50_000_000 }), bounds[engine]),
};

export const waiting = {
  name: 'waiting',
  title: 'the same into a full batch: the waiting list',
  engines: ['sqlite', 'postgres'],
  run: async (engine, { rounds }) => figuresOf(await measure(engine, { rounds, capacity: 1 }), [['bare', 0.5]]),
};

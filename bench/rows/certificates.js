import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { interleaved, ratio } from '../rounds.js';
import { spread } from '../statistics.js';
import { medianPeak, peaks, roundsOf, time, waiting } from './meanwhile.js';

/** Documents per second of a process that draws nothing else. */
async function drawing(script, ...flags) {
  const child = spawn(process.execPath, [script, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  await once(child, 'exit');
  return Number(line);
}

async function pages(rounds) {
  const all = await interleaved(rounds, {
    bina: () => drawing('bench/draw-certificates.js'),
    bare: () => drawing('bench/bare/certificates.js'),
    parsedOnce: () => drawing('bench/bare/certificates.js', '--parsed-once'),
  });
  const { bina, bare, parsedOnce } = all;
  const least = 0.7;
  return [
    {
      name: 'PDFs against the bare library',
      unit: '/s',
      bina,
      bare,
      value: ratio(all, 'bina', 'bare'),
      bound: { least },
    },
    {
      name: 'and with typefaces parsed once',
      unit: '/s',
      bina,
      bare: parsedOnce,
      value: ratio(all, 'bina', 'parsedOnce'),
    },
  ];
}

const issuing = (count) => ({
  people: count,
  attended: true,
  work: (api, { batchId }) => api.post(`/batches/${batchId}/certificates`),
});

export const certificates = {
  name: 'certificates',
  title: 'certificates: PDFs per second; 10,000 in one issue against 100, and what others wait for meanwhile',
  engines: ['sqlite', 'postgres'],
  run: async (engine, { rounds }) => {
    const few = await roundsOf(rounds, engine, issuing(100));
    const many = await roundsOf(rounds, engine, issuing(10_000));
    const growth = spread(peaks(many).map((peak) => peak - medianPeak(few)));
    return [
      ...(engine === 'sqlite' ? await pages(rounds) : []),
      {
        ...{ name: 'peak memory of 10,000 over 100', unit: ' MB', bina: peaks(many), bare: peaks(few) },
        ...{ value: growth, bound: { most: 80 } },
      },
      waiting(many),
      time(many),
    ];
  },
};

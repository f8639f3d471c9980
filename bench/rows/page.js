import { openBatch } from '../api.js';
import { contest, rates } from './contest.js';

/** The bare programs answer the bytes that Bina was seen to answer, with what their one query reads put in anew. */
async function teach({ batchId }, { bina, ...rivals }) {
  const html = await (await fetch(`http://127.0.0.1:${bina.port}/kegiatan/${batchId}`)).text();
  const event = {
    title: 'Bimtek Kemasan dan Label Halal',
    description: 'Tiga hari tentang bahan, bentuk dan keterangan pada kemasan.',
    theme: 'Kemasan yang menjual',
    venue: 'Aula Dinas',
  };
  for (const [name, { port }] of Object.entries(rivals)) {
    await fetch(`http://127.0.0.1:${port}/template`, { method: 'PUT', body: JSON.stringify({ html, event }) });
    const copied = await (await fetch(`http://127.0.0.1:${port}/kegiatan/${batchId}`)).text();
    if (copied !== html) throw new Error(`${name} answers another page than Bina.`);
  }
}

export const page = {
  name: 'page',
  title: 'public event page per second, HTML, 64 connections',
  engines: ['sqlite', 'postgres'],
  run: async (engine, { rounds }) =>
    rates(
      await contest(engine, {
        rounds,
        rivals: ['bare'],
        expect: [200],
        loop: true,
        prepare: (_, api) => openBatch(api, { capacity: 100 }),
        ready: teach,
        requests: ({ batchId }) => [{ method: 'GET', path: `/kegiatan/${batchId}` }],
      }),
      [['bare', 0.4]],
    ),
};

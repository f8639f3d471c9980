import { spread } from '../statistics.js';
import { peaks, roundsOf, time, waiting } from './meanwhile.js';

const job = {
  people: 100_000,
  attended: true,
  work: (api, { batchId }) => api.bytes(`/batches/${batchId}/attendance-report.xlsx`),
};

export const workbook = {
  name: 'workbook',
  title: 'XLSX of a batch’s report with 100,000 rows, and what others wait for meanwhile',
  engines: ['sqlite', 'postgres'],
  run: async (engine, { rounds }) => {
    const done = await roundsOf(rounds, engine, job);
    const bina = peaks(done);
    return [
      { name: 'peak memory', unit: ' MB', bina, value: spread(bina), bound: { most: 300 } },
      waiting(done),
      time(done),
    ];
  },
};

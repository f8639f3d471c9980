import { whileAnswering } from './meanwhile.js';

const rows = 100_000;

export const workbook = {
  name: 'workbook',
  title: 'XLSX of a batch’s report with 100,000 rows, and what others wait for meanwhile',
  engines: ['sqlite'],
  run: async (engine) => {
    const { peak, p99, idleP99, milliseconds } = await whileAnswering(engine, {
      people: rows,
      attended: false,
      work: (api, { batchId }) => api.bytes(`/batches/${batchId}/attendance-report.xlsx`),
    });
    const once = (value) => ({ median: value, least: value, greatest: value });
    return [
      { name: 'peak memory', unit: ' MB', bina: [peak], value: once(peak), bound: { most: 300 } },
      {
        ...{ name: 'p99 of others meanwhile', unit: ' ms', bina: [p99], bare: [idleP99] },
        ...{ value: once(p99 / idleP99), bound: { most: 3 } },
      },
      { name: 'time', unit: ' s', bina: [milliseconds / 1000], value: once(milliseconds / 1000) },
    ];
  },
};

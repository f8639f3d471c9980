import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printRow, passes } from './table.js';
import { certificates } from './rows/certificates.js';
import { checkIns } from './rows/check-ins.js';
import { lists } from './rows/lists.js';
import { mail } from './rows/mail.js';
import { page } from './rows/page.js';
import { registrations, waiting } from './rows/registrations.js';
import { start } from './rows/start.js';
import { twoProcesses } from './rows/two-processes.js';
import { workbook } from './rows/workbook.js';

const rows = [registrations, waiting, checkIns, page, lists, mail, certificates, workbook, twoProcesses, start];

const { values } = parseArgs({
  options: {
    row: { type: 'string', multiple: true },
    engine: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '5' },
  },
});
const names = rows.map(({ name }) => name);
for (const name of values.row ?? []) {
  if (!names.includes(name)) throw new Error(`There is no row ${name}; there are ${names.join(', ')}.`);
}

const results = [];
for (const { name, title, engines, run } of rows) {
  if (values.row !== undefined && !values.row.includes(name)) continue;
  for (const engine of engines) {
    if (values.engine !== undefined && !values.engine.includes(engine)) continue;
    const figures = await run(engine, { rounds: Number(values.rounds) });
    const result = { row: name, title, engine, figures };
    results.push(result);
    printRow(result);
    writeFileSync('bench-results.json', `${JSON.stringify(results, null, 2)}\n`);
  }
}
process.exitCode = results.every(({ figures }) => figures.every(passes)) ? 0 : 1;

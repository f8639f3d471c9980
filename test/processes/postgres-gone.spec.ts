import { describe, expect, it } from '@jest/globals';
import { emptyDatabase } from '../support/test-database.js';
import { Line } from '../support/line.js';
import { openBatch, tryToRegister } from './burst.js';
import { startServer } from './server-process.js';

describe('while PostgreSQL is gone', () => {
  it('reading and registering answer 503 with Retry-After, and both work again by themselves', async () => {
    const database = await emptyDatabase('postgres');
    if (database.settings.engine !== 'postgres') throw new Error('This is about PostgreSQL.');
    const address = new URL(database.settings.url);
    const line = await Line.to(Number(address.port));
    address.port = String(line.port);
    const server = await startServer({ ...database, settings: { engine: 'postgres', url: address.href } });
    const batchId = await openBatch(server.base, 10);
    const answers = async () => {
      const [list, page, registering] = await Promise.all([
        fetch(`${server.base}/api/v1/public/batches`),
        fetch(`${server.base}/`, { headers: { accept: 'text/html' } }),
        tryToRegister(server.base, batchId, 1),
      ]);
      return [list, page, registering].map(({ status, headers }) => [status, headers.get('retry-after')]);
    };
    await line.cut();
    expect(await answers()).toEqual([
      [503, '2'],
      [503, '2'],
      [503, '2'],
    ]);
    await line.mend();
    expect(await answers()).toEqual([
      [200, null],
      [200, null],
      [201, null],
    ]);
    expect(await server.stop()).toBe(0);
    await line.cut();
  }, 60_000);
});

import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { registrationOf } from '../factories/invented-person.mjs';
import { emptyDatabase } from '../support/test-database.js';
import { openBatch, read } from './burst.js';
import { startServer, type ServerProcess } from './server-process.js';

/** A registration whose head the server has, and whose body it waits for. */
async function begun(base: string, batchId: string) {
  const body = JSON.stringify(registrationOf(1));
  const registering = request(`${base}/api/v1/public/batches/${batchId}/registrations`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      expect: '100-continue',
    },
  });
  registering.flushHeaders();
  await once(registering, 'continue');
  return { registering, body };
}

/** Resolves once nobody is let in any more. */
async function closedToOthers({ base }: ServerProcess): Promise<void> {
  for (;;) {
    try {
      const { status } = await fetch(`${base}/health/live`, { headers: { connection: 'close' } });
      if (status === 503) return;
    } catch {
      return;
    }
  }
}

describe('a server that is asked to stop', () => {
  it('answers the request in hand, lets nobody else in, and ends well', async () => {
    const database = await emptyDatabase('sqlite');
    const server = await startServer(database);
    const batchId = await openBatch(server.base, 10);
    const { registering, body } = await begun(server.base, batchId);
    const stopped = server.stop();
    await closedToOthers(server);
    registering.end(body);
    const [answer] = (await once(registering, 'response')) as [IncomingMessage];
    const { manageUrl } = JSON.parse(Buffer.concat(await answer.toArray()).toString()) as { manageUrl: string };
    expect(answer.statusCode).toBe(201);
    expect(await stopped).toBe(0);

    const again = await startServer(database);
    const token = manageUrl.split('/').at(-1) ?? '';
    expect(await read(`${again.base}/api/v1/public/registrations/${token}`)).toMatchObject({ status: 'confirmed' });
    expect(await again.stop()).toBe(0);
  }, 60_000);

  it('waits for no client that never ends its request: it ends by itself, and says that it had to', async () => {
    const server = await startServer(await emptyDatabase('sqlite'));
    const batchId = await openBatch(server.base, 10);
    const { registering } = await begun(server.base, batchId);
    registering.on('error', () => undefined);
    expect(await server.stop()).toBe(1);
  }, 60_000);
});

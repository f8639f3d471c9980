import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { openWebsite, type Website } from './website.js';

/** A name for which browsers send no fetch metadata: neither HTTPS nor this machine's own. */
const ours = 'bina.example';
const theirs = 'jahat.example';

describe('a form over plain HTTP', () => {
  let site: Website;
  let foreign: Server;
  let port: string;

  beforeAll(async () => {
    site = await openWebsite([`--host-resolver-rules=MAP *.example 127.0.0.1`]);
    port = new URL(site.base).port;
    foreign = createServer((request, reply) => {
      const policy = new URL(request.url ?? '', 'http://x').searchParams.get('policy') ?? '';
      const action = `http://${ours}:${port}/pendaftaran`;
      void reply.setHeader('content-type', 'text/html').setHeader('referrer-policy', policy);
      reply.end(`<form method="post" action="${action}"><input name="code" value="x"><button>Kirim</button></form>`);
    });
    foreign.listen(0, '127.0.0.1');
    await once(foreign, 'listening');
  });

  afterAll(async () => {
    foreign.close();
    await site.close();
  });

  async function sent(page: Page, button: string): Promise<number> {
    const answer = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.locator(button).click();
    return (await answer).status();
  }

  async function at(address: string): Promise<Page> {
    const page = await site.visit('/');
    await page.goto(address);
    return page;
  }

  it('is taken from our own page', async () => {
    const page = await at(`http://${ours}:${port}/pendaftaran`);
    await page.fill('input[name=code]', 'K7M4-9QTX');
    await page.fill('input[name=phoneLast4]', '0001');
    expect(await sent(page, 'main form button')).not.toBe(403);
  });

  it.each(['unsafe-url', 'no-referrer'])('is refused from another site that tells of itself: %s', async (policy) => {
    const page = await at(`http://${theirs}:${(foreign.address() as AddressInfo).port}/?policy=${policy}`);
    expect(await sent(page, 'button')).toBe(403);
  });
});

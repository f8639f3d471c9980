import { describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pdfPages } from '../../test/support/pdf-text.js';
import { renderPdf } from './pdf.js';

const facts = { title: 't', author: 'a', locale: 'id', madeAt: new Date('2026-10-05T04:00:00Z') } as const;
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('a PDF', () => {
  it('is copied as the letters that were given, though another one before had others of the same looks', async () => {
    const letters = async (given: string) => {
      const [page = ''] = pdfPages(await renderPdf({ content: [given] }, facts));
      return page.replaceAll(' ', '');
    };
    const hyphen = '\u2010';
    expect(await letters(`a${hyphen}b`)).toBe(`a${hyphen}b`);
    expect(await letters('a-b')).toBe('a-b');
  });

  it('reads no file but our fonts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bina-pdf-'));
    const image = join(folder, 'pixel.png');
    await writeFile(image, pixel);
    await expect(renderPdf({ content: [{ image }] }, facts)).rejects.toThrow(/policy|denied|not allowed|access/i);
    await rm(folder, { recursive: true });
  });

  it('fetches nothing', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.end(pixel);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const image = `http://127.0.0.1:${port}/pixel.png`;
    try {
      await expect(renderPdf({ content: [{ image: 'one' }], images: { one: image } }, facts)).rejects.toThrow();
      expect(asked).toEqual([]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/test-app.js';

describe('what the server itself answers', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });

  afterAll(() => app.close());

  const problem = (code: string, status: number) =>
    expect.objectContaining({
      type: `urn:bina:problem:${code}`,
      status,
      code,
      title: expect.any(String),
      detail: expect.any(String),
    });
  const post = (body: string, type = 'application/json') =>
    app.http().post('/api/v1/tokens').set('content-type', type).send(body);

  it('is a problem document for an unknown route, in the reader’s language', async () => {
    const id = await app.http().get('/api/v1/nothing');
    expect(id.headers['content-type']).toContain('application/problem+json');
    expect(id.body).toEqual(problem('route_not_found', 404));
    const en = await app.http().get('/api/v1/nothing').set('accept-language', 'en-GB,en;q=0.9');
    expect([id.body.title, en.body.title]).toEqual(['Tidak ditemukan', 'Not found']);
  });

  it('is a page for people', async () => {
    const page = await app.http().get('/tidak-ada').set('accept', 'text/html');
    expect(page.status).toBe(404);
    expect(page.headers['content-type']).toContain('text/html');
  });

  it.each([
    ['broken JSON', '{', 400],
    ['deep nesting', `${'['.repeat(2_000)}${']'.repeat(2_000)}`, 400],
    ['a prototype', '{"__proto__":{"polluted":true}}', 400],
    ['a body that is too large', JSON.stringify({ email: 'x'.repeat(70_000) }), 413],
    ['a bare list', '[]', 422],
  ])('refuses %s', async (_, body, status) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.text.length).toBeLessThan(4_000);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  const polluted = () => ({}) as Record<string, unknown>;

  it.each(['__proto__[polluted]=1&__proto__=1', 'constructor[prototype][polluted]=1', '__proto__.polluted=1'])(
    'reads no prototype from a form or an address: %s',
    async (fields) => {
      const form = await app.http().post('/masuk').type('form').send(`${fields}&email=a@b.example&password=x`);
      const list = await app.http().get(`/api/v1/public/batches?${fields}`);
      const page = await app.http().get(`/?${fields}`).set('accept', 'text/html');
      expect([form.status, list.status, page.status].filter((status) => status >= 500)).toEqual([]);
      expect(polluted().polluted).toBeUndefined();
    },
  );

  it('answers sixty thousand unknown fields shortly', async () => {
    const wide = `{${Array.from({ length: 5_000 }, (_, index) => `"k${index}":1`).join(',')}}`;
    const answer = await post(wide);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.length).toBeLessThanOrEqual(20);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'takes no %s for JSON',
    async (type) => {
      expect((await post('a=b', type)).status).toBe(415);
    },
  );

  it('refuses a form from a foreign site', async () => {
    const foreign = app.http().post('/masuk').type('form').send({ email: 'a@b.example' });
    expect((await foreign.set('sec-fetch-site', 'cross-site')).status).toBe(403);
    const origin = app.http().post('/masuk').type('form').send({ email: 'a@b.example' });
    expect((await origin.set('origin', 'https://evil.example')).status).toBe(403);
  });

  it('carries the headers that protect its pages, whatever is refused', async () => {
    const form = () => app.http().post('/masuk').type('form');
    const refused = [
      await app.http().get('/tidak-ada').set('accept', 'text/html'),
      await app.http().get('/api/v1/me'),
      await form().set('origin', 'https://evil.example').send({ email: 'a@b.example' }),
      await form().type('text/plain').send('x'),
      await form().send({ email: 'x'.repeat(70_000) }),
      await post('{'),
    ];
    expect(refused.map(({ status }) => status)).toEqual([404, 401, 403, 415, 413, 400]);
    for (const { headers } of refused) {
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('strict-origin');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('describes its API', async () => {
    const { body, status } = await app.http().get('/api/openapi.json');
    expect(status).toBe(200);
    expect(Object.keys(body.paths).every((path) => path.startsWith('/api/'))).toBe(true);
  });
});

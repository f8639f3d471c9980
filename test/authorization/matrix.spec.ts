import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type Route, type TestApp } from '../support/test-app.js';

/** Open to everybody, on purpose. Whatever is not listed here must ask for a sign-in. */
const open = new Set([
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
  'POST /api/v1/tokens',
  'GET /api/v1/public/batches',
  'GET /api/v1/public/batches/:id',
  'POST /api/v1/public/batches/:id/registrations',
  'POST /api/v1/public/batches/:id/group-registrations',
  'GET /api/v1/public/group-registrations/:token',
  'POST /api/v1/public/registration-lookups',
  'GET /api/v1/public/registrations/:token',
  'POST /api/v1/public/registrations/:token/cancellation',
  'GET /api/v1/public/registrations/:token/details',
  'PUT /api/v1/public/registrations/:token/details',
  'GET /api/v1/public/certificates/:token',
  'GET /api/v1/public/certificates/:token.pdf',
]);

const isDocumentation = ({ url }: Route): boolean => /^\/api\/(docs|openapi)/.test(url);
const filled = (url: string): string =>
  url.replace(/:[A-Za-z]+/g, '0190a1b2-0000-7000-8000-000000000000').replace('*', 'x');

describe('access', () => {
  let app: TestApp;
  let api: Route[];

  beforeAll(async () => {
    app = await startApp();
    api = app.routes.filter((route) => route.url.startsWith('/api/') && !isDocumentation(route));
  });

  afterAll(() => app.close());

  const ask = ({ method, url }: Route) => {
    const request = app.http()[method.toLowerCase() as 'get'](filled(url));
    return request.set('content-type', 'application/json');
  };

  it('is refused to nobody-in-particular on every route of the API that is not listed as open', async () => {
    const guarded = api.filter(({ method, url }) => method !== 'HEAD' && !open.has(`${method} ${url}`));
    expect(guarded.length).toBeGreaterThan(20);
    for (const route of guarded) {
      const { status } = await ask(route);
      expect({ ...route, status }).toEqual({ ...route, status: 401 });
    }
  });

  it('is refused with a token that nobody was given', async () => {
    for (const route of api.filter(({ method, url }) => method === 'GET' && !open.has(`GET ${url}`))) {
      const { status } = await ask(route).set('authorization', 'Bearer not-a-token');
      expect({ ...route, status }).toEqual({ ...route, status: 401 });
    }
  });

  it('does not depend on how a protected address is written', async () => {
    for (const address of [
      '/api/v1/programs/',
      '/api/v1//programs',
      '/api/v1/PROGRAMS',
      '/api/v1/%70rograms',
      '/api/v1/programs;x',
    ]) {
      const { status } = await app.http().get(address);
      expect({ address, refused: status === 401 || status === 404 }).toEqual({ address, refused: true });
    }
    const { status } = await app.http().head('/api/v1/programs');
    expect([401, 404]).toContain(status);
  });

  it('lists no open route that does not exist', () => {
    const existing = new Set(app.routes.map(({ method, url }) => `${method} ${url}`));
    expect([...open].filter((route) => !existing.has(route))).toEqual([]);
  });
});

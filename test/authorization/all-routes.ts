import type { TestApp } from '../support/test-app.js';

/** Drawn at the root: its folder is lost. */
const drawnAs: Readonly<Record<string, string>> = { 'GET /*': 'GET /assets/*' };

/** Every route of the running app: those that Fastify told, and those of plugins that were there before, as it draws them. */
export function allRoutes(running: TestApp): string[] {
  const told = running.routes.filter(({ method }) => method !== 'HEAD').map(({ method, url }) => `${method} ${url}`);
  return [...new Set([...told, ...drawnRoutes(running).map((route) => drawnAs[route] ?? route)])].sort();
}

function drawnRoutes({ app }: TestApp): string[] {
  const above: string[] = [];
  const drawing = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  return drawing.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods = ''] = /^([│ ]*)[├└]── (\S+) \(([A-Z, ]+)\)$/.exec(line) ?? [];
    if (part === '') return [];
    const depth = indent.length / 4;
    const path = `${above[depth - 1] ?? ''}${part}`;
    above[depth] = path;
    return methods.split(', ').flatMap((method) => (method === 'HEAD' ? [] : [`${method} ${path}`]));
  });
}

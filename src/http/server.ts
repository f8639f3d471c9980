import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import helmet from 'helmet';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { maxHeaderSize } from 'node:http';
import type { Settings } from '../config/settings.js';
import { Forbidden, Unreadable } from '../kernel/problems.js';
import { refuseConnection } from './client-error.js';
import { Metrics } from './metrics.js';
import { publicFolder } from './templates-folder.js';
import { takesFile, uploadLimits } from './upload.js';

const bodyLimitBytes = 64 * 1024;
const requestTimeoutMilliseconds = 30_000;
const deepestNesting = 20;

/** The access log names the route, never the address: addresses hold tokens. */
function logger(settings: Settings) {
  return {
    level: settings.logLevel,
    serializers: {
      req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions.url ?? 'none' }),
      res: (reply: { statusCode?: number }) => ({ statusCode: reply.statusCode ?? 0 }),
    },
  };
}

export function fastifyAdapter(settings: Settings): FastifyAdapter {
  return new FastifyAdapter({
    logger: settings.logLevel === 'silent' ? false : logger(settings),
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMilliseconds,
    connectionTimeout: requestTimeoutMilliseconds,
    trustProxy: settings.trustProxy.length > 0 ? [...settings.trustProxy] : false,
    // As much as Node's head of a request: what is too long for an id names nothing, and is answered like it.
    routerOptions: { maxParamLength: maxHeaderSize },
    frameworkErrors: readAsWritten,
    clientErrorHandler: refuseConnection,
    return503OnClosing: true,
  });
}

/** What is no sound percent-encoding names nothing: taken literally, it finds its 404 on everybody's way. */
function readAsWritten(error: FastifyError, { raw, server }: FastifyRequest, reply: FastifyReply): void {
  if (error.code !== 'FST_ERR_BAD_URL') throw error;
  raw.url = raw.url?.replaceAll('%', '%25') ?? '/';
  server.routing(raw, reply.raw);
}

const texts = /"(?:[^"\\]|\\.)*"?/gs;

/** Throws `Unreadable` when the JSON nests deeper than any body of ours; looked at before it is parsed. */
function refuseDeepJson(json: string): void {
  const opened = json.split(/[[{]/, deepestNesting + 2).length - 1;
  if (opened <= deepestNesting) return;
  let depth = 0;
  for (const bracket of json.replace(texts, '').replace(/[^[\]{}]/g, '')) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > deepestNesting) throw new Unreadable('malformed_request');
  }
}

/**
 * Fetch metadata and Origin tell a foreign page's form from our own; programs send neither. Our referrer policy makes
 * browsers name our origin, so one that they won't tell is foreign unless they say themselves where the form is from.
 */
function refuseForeignForms(request: FastifyRequest, settings: Settings): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.url.startsWith('/api/')) return;
  const { origin, 'sec-fetch-site': site = 'none' } = request.headers;
  const foreignSite = site !== 'same-origin' && site !== 'none';
  const foreignOrigin = origin !== undefined && !isOwnOrigin(origin, request, settings);
  if (foreignSite || foreignOrigin) throw new Forbidden('foreign_form');
}

function isOwnOrigin(origin: string, request: FastifyRequest, settings: Settings): boolean {
  if (origin === 'null') return request.headers['sec-fetch-site'] === 'same-origin';
  return origin === new URL(settings.publicUrl).origin || URL.parse(origin)?.host === request.headers.host;
}

const contentSecurity = {
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    workerSrc: ["'self'"],
    manifestSrc: ["'self'"],
  },
  useDefaults: false,
};

/** They are the same for every answer, so helmet is asked once. */
function securityHeaders({ publicUrl }: Settings): readonly (readonly [string, string])[] {
  const headers = new Map<string, string>();
  const answer = {
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: () => undefined,
  } as unknown as ServerResponse;
  const secure = helmet({
    contentSecurityPolicy: contentSecurity,
    strictTransportSecurity: publicUrl.startsWith('https:'),
    referrerPolicy: { policy: 'strict-origin' },
    xFrameOptions: { action: 'deny' },
  });
  secure({} as IncomingMessage, answer, () => undefined);
  return [...headers];
}

/** Everything between the socket and the controllers. */
export async function prepareServer(app: NestFastifyApplication, settings: Settings): Promise<void> {
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: bodyLimitBytes });
  await app.register(multipart, { limits: uploadLimits });
  await app.register(fastifyStatic, { root: publicFolder, prefix: '/assets/', maxAge: '1h', index: false });
  const fastify = app.getHttpAdapter().getInstance();
  readJsonStrictly(fastify);
  const headers = securityHeaders(settings);
  fastify.addHook('onRequest', (_, { raw }, done) => {
    for (const [name, value] of headers) raw.setHeader(name, value);
    done();
  });
  const metrics = app.get(Metrics);
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.observe(request, reply);
    done();
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    // Most answers are personal: whatever may be kept says so itself.
    void reply.header('cache-control', 'no-store');
    refuseForeignForms(request, settings);
    done();
  });
  fastify.addHook('preParsing', (request, _, payload, done) => {
    refuseWrongType(request);
    done(null, payload);
  });
}

function readJsonStrictly(
  fastify: ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>,
): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    try {
      refuseDeepJson(body as string);
    } catch (error) {
      done(error as Error);
      return;
    }
    if (body === '') done(null, undefined);
    else void parse(request, body as string, done);
  });
}

/** The API, and `/<page>/data/` for the script of that page, which comes with the page's cookie and from its origin. */
const readsJson = /^\/(?:api|[a-z-]+\/data)\//;

/** What is for programs reads JSON, pages read forms, few of them with a file: a foreign form can't pass for either. */
function refuseWrongType(request: FastifyRequest): void {
  const type = request.headers['content-type'];
  if (type === undefined) return;
  const wanted = readsJson.test(request.url) ? 'application/json' : 'application/x-www-form-urlencoded';
  const plain = type.split(';')[0]?.trim().toLowerCase();
  if (plain === 'multipart/form-data' && takesFile(request)) return;
  if (plain !== wanted) throw Object.assign(new Error('unsupported media type'), { statusCode: 415 });
}

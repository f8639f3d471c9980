import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { presentable } from '../database/constraints.js';
import { InvalidInput, Problem } from '../kernel/problems.js';
import { ErrorPage } from './error-page.js';
import { Messages } from './messages.js';
import { statusOfProblem } from './problem-status.js';
import { requestLocale } from './request-locale.js';

/** The codes of what the web server itself refuses before a controller is reached. */
const transportCodes: Readonly<Record<number, string>> = {
  404: 'route_not_found',
  405: 'method_not_allowed',
  413: 'body_too_large',
  414: 'address_too_long',
  415: 'unsupported_media_type',
  429: 'too_many_attempts',
};

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly problem: Problem | null;
}

function isTransportError(error: unknown): error is FastifyError | HttpException {
  if (error instanceof HttpException) return error.getStatus() < 500;
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500;
}

function answerTo(thrown: unknown): Answer {
  const error = presentable(thrown);
  if (error instanceof Problem) {
    return { status: statusOfProblem(error), code: error.code, problem: error };
  }
  if (isTransportError(error)) {
    const status = error instanceof HttpException ? error.getStatus() : (error.statusCode ?? 400);
    return { status, code: transportCodes[status] ?? 'malformed_request', problem: null };
  }
  return { status: 500, code: 'internal', problem: null };
}

/** The one place where an error becomes an answer: RFC 9457 for programs, a page for people. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(
    private readonly messages: Messages,
    private readonly errorPage: ErrorPage,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const answer = answerTo(error);
    if (answer.status >= 500 && !(error instanceof Problem)) this.log(error, request.id);
    const retryAfter = answer.problem?.params.retryAfterSeconds;
    if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
    if (answer.status === 401 && wantsPage(request)) {
      await reply.redirect(`/masuk?next=${encodeURIComponent(returnPath(request))}`, 303);
      return;
    }
    if (answer.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply.status(answer.status).header('cache-control', 'no-store');
    if (wantsPage(request)) {
      const detail = this.sentence(request, answer);
      const page = await this.errorPage.render(request, { ...answer, detail });
      await reply.type('text/html; charset=utf-8').send(page);
    } else {
      await reply
        .type('application/problem+json; charset=utf-8')
        .send(JSON.stringify(this.problemJson(request, answer)));
    }
  }

  private problemJson(request: FastifyRequest, answer: Answer): Record<string, unknown> {
    const { status, code, problem } = answer;
    const locale = requestLocale(request);
    const errors =
      problem instanceof InvalidInput
        ? problem.errors.map((error) => ({
            field: error.field,
            code: error.code,
            message: this.messages.error(locale, error.code, error.params),
          }))
        : undefined;
    return {
      ...(problem?.params ?? {}),
      type: `urn:bina:problem:${code}`,
      title: this.messages.text(locale, `errors:status_${status}`),
      status,
      detail: this.sentence(request, answer),
      code,
      ...(status === 500 ? { requestId: request.id } : {}),
      ...(errors === undefined ? {} : { errors }),
    };
  }

  private sentence(request: FastifyRequest, { code, problem }: Answer): string {
    return this.messages.error(requestLocale(request), code, { requestId: request.id, ...problem?.params });
  }

  /** The stack without the message of a driver's error, which may repeat values. */
  private log(error: unknown, requestId: string): void {
    const name = error instanceof Error ? error.name : typeof error;
    const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1).join('\n') : '';
    const message = error instanceof Error && error.name !== 'QueryFailedError' ? error.message : '';
    this.logger.error(`Request ${requestId} failed: ${name}: ${message}\n${stack}`);
  }
}

/** Where to go on after signing in; a form that was sent can't be opened again by its address. */
function returnPath({ method, url }: FastifyRequest): string {
  return method === 'GET' ? url : '/console';
}

function wantsPage(request: FastifyRequest): boolean {
  return !request.url.startsWith('/api/') && (request.headers.accept ?? '').includes('text/html');
}

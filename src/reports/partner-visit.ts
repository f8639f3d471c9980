import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';

/** Who opens a partner's page: with which link, from which address, in which language, and how to answer. */
export interface PartnerVisit {
  readonly token: string;
  readonly address: string;
  readonly locale: Locale;
  readonly reply: FastifyReply;
  /** Whether a choice was saved just now. */
  readonly saved: boolean;
}

export const PartnerVisitor = createParamDecorator((_: unknown, context: ExecutionContext): PartnerVisit => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  const { token } = request.params as { token: string };
  const { simpan } = request.query as { simpan?: unknown };
  const reply = http.getResponse<FastifyReply>();
  return { token, address: request.ip, locale: requestLocale(request), reply, saved: simpan === 'ya' };
});

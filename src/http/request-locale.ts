import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseLocale, type Locale } from '../kernel/locale.js';

export const localeCookie = 'bina_locale';
const yearSeconds = 365 * 24 * 60 * 60;

function queried(request: FastifyRequest): string | undefined {
  const { lang } = request.query as { lang?: unknown };
  return typeof lang === 'string' ? lang : undefined;
}

/** The languages that the browser prefers, best first; quality values are in order in practice. */
function accepted(request: FastifyRequest): Locale | null {
  const header = request.headers['accept-language'] ?? '';
  for (const entry of header.split(',')) {
    const locale = parseLocale(entry.trim().slice(0, 2).toLowerCase());
    if (locale !== null) return locale;
  }
  return null;
}

/** `?lang=`, then the cookie of an earlier choice, then what the browser asks for, then Indonesian. */
export function requestLocale(request: FastifyRequest): Locale {
  return parseLocale(queried(request)) ?? parseLocale(request.cookies[localeCookie]) ?? accepted(request) ?? 'id';
}

/** Keeps a language that was chosen by `?lang=` for the pages that follow. */
export function rememberLocale(reply: FastifyReply): void {
  const chosen = parseLocale(queried(reply.request));
  if (chosen === null) return;
  void reply.setCookie(localeCookie, chosen, { path: '/', maxAge: yearSeconds, sameSite: 'lax', httpOnly: true });
}

export const ReaderLocale = createParamDecorator((_: unknown, context: ExecutionContext): Locale =>
  requestLocale(context.switchToHttp().getRequest<FastifyRequest>()),
);

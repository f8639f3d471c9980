import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isUUID } from 'class-validator';
import { requestLocale } from '../http/request-locale.js';
import { requireRole, type Actor } from '../identity/actor.js';
import type { UserRole } from '../identity/user.entity.js';
import type { Locale } from '../kernel/locale.js';
import { Unauthenticated } from '../kernel/problems.js';

/** Who opened a page of the console, in which language, what the address asks for, and how to answer. */
export interface Visit {
  readonly actor: Actor;
  readonly locale: Locale;
  readonly reply: FastifyReply;
  /** Texts only, ticked boxes of one name joined by commas; what is empty or not understood narrows nothing. */
  readonly query: Readonly<Record<string, string>>;
}

/** Throws `Forbidden` below the role that is named: organizer, unless the page is for attendants too. */
export const Visitor = createParamDecorator((least: UserRole | undefined, context: ExecutionContext): Visit => {
  const http = context.switchToHttp();
  const request = http.getRequest<FastifyRequest>();
  if (request.actor === undefined) throw new Unauthenticated('sign_in_required');
  requireRole(request.actor, least ?? 'organizer');
  const asked = Object.entries(request.query as Record<string, unknown>).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(',') : value] as const,
  );
  const texts = asked.filter((entry): entry is readonly [string, string] => isUnderstood(entry[1]));
  return {
    actor: request.actor,
    locale: requestLocale(request),
    reply: http.getResponse<FastifyReply>(),
    query: Object.fromEntries(texts),
  };
});

/** PostgreSQL has no text with the character 0 in it, so nothing can be found by one. */
function isUnderstood(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && !value.includes('\0');
}

/** The page of a list that the address asks for. */
export function pageIn({ query }: Visit, limit: number): { readonly limit: number; readonly after?: string } {
  const { after } = query;
  return after !== undefined && isUUID(after) ? { after, limit } : { limit };
}

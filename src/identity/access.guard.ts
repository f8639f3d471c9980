import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { PUBLIC } from '../http/public.js';
import { Unauthenticated } from '../kernel/problems.js';
import type { Actor } from './actor.js';
import { SessionCookie } from './session-cookie.js';
import { Sessions } from './sessions.js';

/** Denies by default: every route that is not `@Public()` asks for a bearer token (API) or a session cookie (pages). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [
      context.getHandler(),
      context.getClass(),
    ]);
    const actor = isPublic === true && isApi(request) ? null : await this.actorOf(request);
    if (actor !== null) request.actor = actor;
    if (isPublic !== true && actor === null) throw new Unauthenticated('sign_in_required');
    return true;
  }

  private async actorOf(request: FastifyRequest): Promise<Actor | null> {
    if (!isApi(request)) {
      const token = this.cookie.read(request);
      return token === null ? null : this.sessions.actorOf(token, 'cookie');
    }
    const token = bearerToken(request);
    return token === null ? null : this.sessions.actorOf(token, 'bearer');
  }
}

function isApi(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/');
}

export function bearerToken(request: FastifyRequest): string | null {
  return /^Bearer ([A-Za-z0-9_-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

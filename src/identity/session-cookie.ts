import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../config/settings.js';
import { Clock } from '../kernel/clock.js';
import type { OpenedSession } from './sessions.js';

/** The cookie of a signed-in browser: out of reach for scripts and for other sites. */
@Injectable()
export class SessionCookie {
  private readonly secure: boolean;
  private readonly name: string;

  constructor(
    settings: Settings,
    private readonly clock: Clock,
  ) {
    this.secure = settings.publicUrl.startsWith('https:');
    this.name = this.secure ? '__Host-bina_session' : 'bina_session';
  }

  read(request: FastifyRequest): string | null {
    return request.cookies[this.name] ?? null;
  }

  /** Its life is told as a span: a phone with a wrong clock would drop a date at once. */
  write(reply: FastifyReply, { token, expiresAt }: OpenedSession): void {
    const maxAge = Math.floor((expiresAt.getTime() - this.clock.now().getTime()) / 1000);
    const options = { path: '/', httpOnly: true, secure: this.secure, sameSite: 'lax', maxAge } as const;
    void reply.setCookie(this.name, token, options);
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, { path: '/', secure: this.secure });
  }
}

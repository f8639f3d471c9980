import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../config/settings.js';
import type { OpenedSession } from './sessions.js';

/** The cookie of a signed-in browser: out of reach for scripts and for other sites. */
@Injectable()
export class SessionCookie {
  private readonly secure: boolean;
  private readonly name: string;

  constructor(settings: Settings) {
    this.secure = settings.publicUrl.startsWith('https:');
    this.name = this.secure ? '__Host-bina_session' : 'bina_session';
  }

  read(request: FastifyRequest): string | null {
    return request.cookies[this.name] ?? null;
  }

  write(reply: FastifyReply, { token, expiresAt }: OpenedSession): void {
    const options = { path: '/', httpOnly: true, secure: this.secure, sameSite: 'lax', expires: expiresAt } as const;
    void reply.setCookie(this.name, token, options);
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, { path: '/', secure: this.secure });
  }
}

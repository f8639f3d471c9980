import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { Settings } from '../../config/settings.js';

/** What a browser shows of itself: the random bits it was given, and the registrations that were opened on it. */
export interface VisitingPhone {
  /** 256 random bits in base64url. */
  readonly secret: string;
  /** One for each registration, the latest first; they open nothing but self check-in. */
  readonly tokens: readonly string[];
}

const form = /^[A-Za-z0-9_-]{43}(?:\.[A-Za-z0-9_-]{44})*$/;
const mostRegistrations = 8;
const maxAge = 180 * 24 * 60 * 60;

/** The cookie by which a phone is known again: out of reach for scripts and for other sites. */
@Injectable()
export class PhoneCookie {
  private readonly secure: boolean;
  private readonly name: string;

  constructor(settings: Settings) {
    this.secure = settings.publicUrl.startsWith('https:');
    this.name = this.secure ? '__Host-bina_phone' : 'bina_phone';
  }

  /** Null for a browser on which no registration was opened. */
  read(request: FastifyRequest): VisitingPhone | null {
    const value = request.cookies[this.name] ?? '';
    if (!form.test(value)) return null;
    const [secret = '', ...tokens] = value.split('.');
    return { secret, tokens: tokens.slice(0, mostRegistrations) };
  }

  /** Notes that this registration was opened; a phone that is new gets its random bits. */
  remember(reply: FastifyReply, token: string): void {
    const known = this.read(reply.request) ?? { secret: randomBytes(32).toString('base64url'), tokens: [] };
    const tokens = [token, ...known.tokens.filter((other) => other !== token)].slice(0, mostRegistrations);
    const options = { path: '/', httpOnly: true, secure: this.secure, sameSite: 'lax', maxAge } as const;
    void reply.setCookie(this.name, [known.secret, ...tokens].join('.'), options);
  }
}

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Forbidden, Unauthenticated } from '../kernel/problems.js';
import type { UserRole } from './user.entity.js';

/** Who is signed in. Every use case takes it and reaches rows through its office. */
export interface Actor {
  readonly userId: string;
  readonly officeId: string;
  readonly role: UserRole;
  readonly name: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard once a token or session has been verified. */
    actor?: Actor;
  }
}

export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (actor === undefined) throw new Unauthenticated('sign_in_required');
  return actor;
});

/** Administrators may do all; organizers run events; attendants only take attendance. */
const ranks: Readonly<Record<UserRole, number>> = { administrator: 3, organizer: 2, attendant: 1 };

export function hasRole(actor: Actor, least: UserRole): boolean {
  return ranks[actor.role] >= ranks[least];
}

/** Throws `Forbidden` when the actor's role is below the one that a use case asks for. */
export function requireRole(actor: Actor, least: UserRole): void {
  if (!hasRole(actor, least)) throw new Forbidden('role_not_allowed');
}

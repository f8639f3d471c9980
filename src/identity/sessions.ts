import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { IsNull, type EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { insertRow, updateRows } from '../database/rows.js';
import { findAlong } from '../database/statements.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import type { Actor } from './actor.js';
import { UserSession, type UserSessionKind } from './user-session.entity.js';
import { User } from './user.entity.js';

const hour = 3_600_000;
const lifetimes: Readonly<Record<UserSessionKind, number>> = { bearer: 12 * hour, cookie: 7 * 24 * hour };
const idleLimit = 8 * hour;
/** A read must not become a write each time: how often somebody's use of a session is noted. */
const noteEvery = hour / 4;

export interface OpenedSession {
  /** 256 random bits; shown once, kept as a hash only. */
  readonly token: string;
  readonly expiresAt: Date;
}

function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Sign-ins, kept in the database, so that they can be ended from anywhere. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async open(tx: EntityManager, userId: string, kind: UserSessionKind): Promise<OpenedSession> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + lifetimes[kind]);
    const row = { id: newId(), userId, kind, tokenHash: tokenHash(token), createdAt: now, expiresAt, lastUsedAt: now };
    await insertRow(tx, UserSession, { ...row, revokedAt: null });
    return { token, expiresAt };
  }

  /** Who the token signs in, or null when it is unknown, over, idle too long, revoked, or its user disabled. */
  async actorOf(token: string, kind: UserSessionKind): Promise<Actor | null> {
    const named = { tokenHash: tokenHash(token), kind };
    const found = await findAlong(this.database.reader, [UserSession, named], [User, 'userId']);
    if (found === null) return null;
    const [session, user] = found;
    if (session.revokedAt !== null || this.isOver(session) || user.disabledAt !== null) return null;
    await this.note(session);
    return { userId: user.id, officeId: user.officeId, role: user.role, name: user.name };
  }

  /** Answers the user whose session it was, or null when there was none (any more). */
  async end(tx: EntityManager, token: string): Promise<string | null> {
    const open = { tokenHash: tokenHash(token), revokedAt: IsNull() };
    const session = await tx.findOneBy(UserSession, open);
    const ended = await updateRows(tx, UserSession, open, { revokedAt: this.clock.now() });
    return session === null || ended === 0 ? null : session.userId;
  }

  async endAll(tx: EntityManager, userId: string): Promise<void> {
    await updateRows(tx, UserSession, { userId, revokedAt: IsNull() }, { revokedAt: this.clock.now() });
  }

  /** Of the session that a token opens; null for none. */
  async idOf(token: string): Promise<string | null> {
    const open = { tokenHash: tokenHash(token), revokedAt: IsNull() };
    return (await this.database.reader.findOneBy(UserSession, open))?.id ?? null;
  }

  /** Whether its time is up, or nobody used it for too long. */
  isOver({ kind, expiresAt, lastUsedAt }: UserSession): boolean {
    const now = this.clock.now();
    return expiresAt <= now || (kind === 'cookie' && now.getTime() - lastUsedAt.getTime() > idleLimit);
  }

  private async note({ id, kind, lastUsedAt }: UserSession): Promise<void> {
    const now = this.clock.now();
    if (kind === 'bearer' || now.getTime() - lastUsedAt.getTime() < noteEvery) return;
    await this.database.transaction((tx) => updateRows(tx, UserSession, { id }, { lastUsedAt: now }));
  }
}

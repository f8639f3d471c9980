import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { Database } from '../database/database.js';
import { pageOf, type Page, type PageQuery } from '../http/paging.js';
import { NotFound } from '../kernel/problems.js';
import { requireRole, type Actor } from './actor.js';
import { User, type UserRole } from './user.entity.js';

export interface UserView {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: UserRole;
  /** Whether a password was set. */
  readonly active: boolean;
  readonly disabledAt: string | null;
}

export function userJson({ id, email, name, role, passwordHash, disabledAt }: User): UserView {
  return { id, email, name, role, active: passwordHash !== null, disabledAt: disabledAt?.toISOString() ?? null };
}

@Injectable()
export class UserQueries {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, { after, limit }: PageQuery): Promise<Page<UserView>> {
    requireRole(actor, 'administrator');
    const rows = await this.database.reader.find(User, {
      where: { officeId: actor.officeId, ...(after === undefined ? {} : { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return pageOf(rows, limit, userJson);
  }

  async one(actor: Actor, id: string): Promise<UserView> {
    const user = await this.database.reader.findOneBy(User, { id, officeId: actor.officeId });
    if (user === null) throw new NotFound('user_not_found');
    return userJson(user);
  }
}

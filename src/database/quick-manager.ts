import {
  EntityManager,
  EntityNotFoundError,
  type EntityTarget,
  type FindOptionsWhere,
  type ObjectLiteral,
} from 'typeorm';
import type { EntityOf, Values } from './composed-statements.js';
import { isPlain, selectRows } from './statements.js';

type Where<E> = FindOptionsWhere<E> | FindOptionsWhere<E>[];

/**
 * TypeORM's manager with a short way for the commonest question: whole rows by the values of their columns. Everything
 * else, operators like `In` included, goes TypeORM's way.
 */
export class QuickManager extends EntityManager {
  override async findBy<E extends ObjectLiteral>(entity: EntityTarget<E>, where: Where<E>): Promise<E[]> {
    return isPlain(where) ? this.rows(entity, where, null) : super.findBy(entity, where);
  }

  override async findOneBy<E extends ObjectLiteral>(entity: EntityTarget<E>, where: Where<E>): Promise<E | null> {
    if (!isPlain(where)) return super.findOneBy(entity, where);
    const [found = null] = await this.rows(entity, where, 1);
    return found;
  }

  override async findOneByOrFail<E extends ObjectLiteral>(entity: EntityTarget<E>, where: Where<E>): Promise<E> {
    const found = await this.findOneBy(entity, where);
    if (found === null) throw new EntityNotFoundError(entity, Object.keys(where));
    return found;
  }

  private rows<E extends ObjectLiteral>(entity: EntityTarget<E>, where: Values, limit: number | null): Promise<E[]> {
    return selectRows(this, entity as EntityOf<E>, where, limit);
  }
}

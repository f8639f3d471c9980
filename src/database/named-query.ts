import type { EntityManager } from 'typeorm';
import { nativeStatement, type Named } from './native-statement.js';

/**
 * One statement with `:name` parameters, for what query builders can't say: several aggregates of the same instant.
 * Columns come under the names that the statement gives them; sums are texts on PostgreSQL, which
 * takes lists, too.
 */
export async function queryNamed<Row>(manager: EntityManager, sql: string, parameters: Named): Promise<Row[]> {
  const [native, values] = nativeStatement(manager, sql, parameters);
  return manager.query<Row[]>(native, values);
}

import type { EntityManager } from 'typeorm';

/**
 * One statement with `:name` parameters, for what query builders can't say: several aggregates of the same instant.
 * Columns come under the names that the statement gives them; sums are texts on PostgreSQL, which
 * takes lists, too.
 */
export async function queryNamed<Row>(
  manager: EntityManager,
  sql: string,
  parameters: Readonly<Record<string, string | number | readonly (string | number)[]>>,
): Promise<Row[]> {
  const [native, values] = manager.dataSource.driver.escapeQueryWithParameters(sql, parameters);
  return manager.query<Row[]>(native, values);
}

import type { TestApp } from './test-app.js';

/** How many statements a read sends to the database. */
export async function statementsOf({ database }: TestApp, work: () => Promise<unknown>): Promise<number> {
  const { dataSource } = database.reader;
  const { logger } = dataSource;
  let count = 0;
  const counting = { ...silent, logQuery: () => void (count += 1) };
  dataSource.logger = counting;
  try {
    await work();
  } finally {
    dataSource.logger = logger;
  }
  return count;
}

const ignore = () => undefined;
const silent = {
  logQuery: ignore,
  logQueryError: ignore,
  logQuerySlow: ignore,
  logSchemaBuild: ignore,
  logMigration: ignore,
  log: ignore,
};

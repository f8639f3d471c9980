import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MissingExtension } from '../missing-extension.js';

const searchedBatches = `CREATE TABLE searched_batches (
  batch_id varchar(36) NOT NULL,
  number integer NOT NULL,
  through integer NOT NULL,
  CONSTRAINT "pk_searched_batches" PRIMARY KEY ("batch_id"),
  CONSTRAINT "uq_searched_batches_number" UNIQUE ("number"),
  CONSTRAINT "fk_searched_batches_batch_id" FOREIGN KEY ("batch_id") REFERENCES "batches" ("id"))`;

/** Where the name of `row` is kept, if its batch has come that far: 2^32 registrations fit into a batch. */
const placeOf = (row: 'OLD' | 'NEW', ...columns: string[]) =>
  `SELECT ${columns.join(', ')} FROM searched_batches searched
   WHERE searched.batch_id = ${row}.batch_id AND ${row}.sequence <= searched.through`;
const place = (row: 'OLD' | 'NEW') => `searched.number * 4294967296 + ${row}.sequence`;

/*
 * Without content and with secure-delete, the index holds no name, and nothing of one that was taken out. It lists the
 * rows of each three letters in order; small pages let a search skip what it needs not read.
 */
const sqlite = [
  searchedBatches,
  `CREATE VIRTUAL TABLE registration_names USING fts5(name, content='', columnsize=0, detail='none', tokenize='trigram')`,
  `INSERT INTO registration_names (registration_names, rank) VALUES ('secure-delete', 1)`,
  `INSERT INTO registration_names (registration_names, rank) VALUES ('pgsz', 256)`,
  `CREATE TRIGGER tr_registrations_name AFTER UPDATE OF name ON registrations WHEN OLD.name <> NEW.name BEGIN
     INSERT INTO registration_names (registration_names, rowid, name) ${placeOf('OLD', "'delete'", place('OLD'), 'LOWER(OLD.name)')};
     INSERT INTO registration_names (rowid, name) ${placeOf('NEW', place('NEW'), 'LOWER(NEW.name)')};
   END`,
];

/*
 * Searches read what waits to be put in order from the first to the last, hence no `fastupdate`. The lock is the one that
 * keeps names from changing while they are carried into the index.
 */
const postgres = [
  searchedBatches,
  `CREATE TABLE registration_names (
     "rowid" bigint NOT NULL,
     name text NOT NULL,
     CONSTRAINT "pk_registration_names" PRIMARY KEY ("rowid"))`,
  `CREATE INDEX ix_registration_names_name ON registration_names USING gin (name gin_trgm_ops) WITH (fastupdate = off)`,
  `CREATE FUNCTION registration_was_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     LOCK TABLE searched_batches IN ROW SHARE MODE;
     UPDATE registration_names SET name = LOWER(NEW.name)
       WHERE "rowid" = (${placeOf('NEW', place('NEW'))});
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER tr_registrations_name AFTER UPDATE OF name ON registrations
   FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION registration_was_renamed()`,
];

/** Parts of names in large batches, by an index that `CarryNames` fills. */
export class SearchedNames1796000013000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const onPostgres = runner.dataSource.options.type === 'postgres';
    if (onPostgres) await installTrigrams(runner);
    for (const statement of onPostgres ? postgres : sqlite) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const onPostgres = runner.dataSource.options.type === 'postgres';
    await runner.query(`DROP TRIGGER tr_registrations_name${onPostgres ? ' ON registrations' : ''}`);
    if (onPostgres) await runner.query('DROP FUNCTION registration_was_renamed');
    await runner.query('DROP TABLE registration_names');
    await runner.query('DROP TABLE searched_batches');
  }
}

async function installTrigrams(runner: QueryRunner): Promise<void> {
  try {
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
  } catch (error) {
    throw new MissingExtension('pg_trgm', error);
  }
}

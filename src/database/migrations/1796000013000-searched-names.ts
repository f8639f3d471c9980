import type { MigrationInterface, QueryRunner } from 'typeorm';

const searchedBatches = `CREATE TABLE searched_batches (
  batch_id varchar(36) NOT NULL,
  number integer NOT NULL,
  through integer NOT NULL,
  CONSTRAINT "pk_searched_batches" PRIMARY KEY ("batch_id"),
  CONSTRAINT "uq_searched_batches_number" UNIQUE ("number"),
  CONSTRAINT "fk_searched_batches_batch_id" FOREIGN KEY ("batch_id") REFERENCES "batches" ("id"))`;

/** Where a registration's name has its place in the index: 2^32 of them belong to each batch. */
const placeOf = (row: 'OLD' | 'NEW') => `searched.number * 4294967296 + ${row}.sequence`;
/** No row when the index has not come so far. */
const searchedBatchOf = (row: 'OLD' | 'NEW') =>
  `FROM searched_batches searched WHERE searched.batch_id = ${row}.batch_id AND ${row}.sequence <= searched.through`;

/*
 * Without content and with secure-delete, the index holds no name, and nothing of one that was taken out. It lists the
 * places of each three letters in order; on small pages a search passes over what it need not read.
 */
const sqlite = [
  searchedBatches,
  `CREATE VIRTUAL TABLE registration_names USING fts5(name, content='', columnsize=0, detail='none', tokenize='trigram')`,
  `INSERT INTO registration_names (registration_names, rank) VALUES ('secure-delete', 1)`,
  `INSERT INTO registration_names (registration_names, rank) VALUES ('pgsz', 256)`,
  `CREATE TRIGGER tr_registrations_name AFTER UPDATE OF name ON registrations WHEN OLD.name <> NEW.name BEGIN
     INSERT INTO registration_names (registration_names, rowid, name)
       SELECT 'delete', ${placeOf('OLD')}, LOWER(OLD.name) ${searchedBatchOf('OLD')};
     INSERT INTO registration_names (rowid, name)
       SELECT ${placeOf('NEW')}, LOWER(NEW.name) ${searchedBatchOf('NEW')};
   END`,
];

/*
 * A search would read all that waits to be put in order, hence no `fastupdate`. The lock keeps a name from changing while
 * it is carried into the index.
 */
const postgres = [
  searchedBatches,
  `CREATE TABLE registration_names (
     "rowid" bigint NOT NULL,
     name text NOT NULL,
     CONSTRAINT "pk_registration_names" PRIMARY KEY ("rowid"))`,
  `CREATE FUNCTION letters_of(name text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
   'SELECT ARRAY(SELECT substr(name, at, 3) FROM generate_series(1, length(name) - 2) at)'`,
  `CREATE INDEX ix_registration_names_letters ON registration_names USING gin (letters_of(name)) WITH (fastupdate = off)`,
  `CREATE FUNCTION registration_was_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     LOCK TABLE searched_batches IN ROW SHARE MODE;
     UPDATE registration_names SET name = LOWER(NEW.name)
       WHERE "rowid" = (SELECT ${placeOf('NEW')} ${searchedBatchOf('NEW')});
     RETURN NULL;
   END $$`,
  `CREATE TRIGGER tr_registrations_name AFTER UPDATE OF name ON registrations
   FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION registration_was_renamed()`,
];

/** Parts of names in large batches, by an index that `CarryNames` fills: in which names each three letters in a row are. */
export class SearchedNames1796000013000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of isPostgres(runner) ? postgres : sqlite) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER tr_registrations_name${isPostgres(runner) ? ' ON registrations' : ''}`);
    await runner.query('DROP TABLE registration_names');
    await runner.query('DROP TABLE searched_batches');
    if (!isPostgres(runner)) return;
    await runner.query('DROP FUNCTION registration_was_renamed');
    await runner.query('DROP FUNCTION letters_of');
  }
}

function isPostgres(runner: QueryRunner): boolean {
  return runner.dataSource.options.type === 'postgres';
}

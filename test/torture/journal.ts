import type { DatabaseSettings } from '../../src/config/settings.js';

/**
 * Triggers by which the database itself notes every committed change of state, in the order in which a batch's row was
 * locked. What is rolled back leaves nothing. The product knows nothing of it.
 */
const table = (id: string) => `CREATE TABLE torture_moves (
  n ${id}, registration_id varchar(36), batch_id varchar(36), participant_id varchar(36),
  from_status varchar(20), to_status varchar(20), revision integer)`;

const columns = 'registration_id, batch_id, participant_id, from_status, to_status, revision';
const insert = (from: string) => `INSERT INTO torture_moves (${columns})
  VALUES (NEW.id, NEW.batch_id, NEW.participant_id, ${from}, NEW.status, NEW.revision);`;

const journals: Readonly<Record<DatabaseSettings['engine'], readonly string[]>> = {
  sqlite: [
    table('integer PRIMARY KEY AUTOINCREMENT'),
    `CREATE TRIGGER torture_made AFTER INSERT ON registrations BEGIN ${insert('NULL')} END`,
    `CREATE TRIGGER torture_moved AFTER UPDATE OF status ON registrations WHEN OLD.status <> NEW.status
      BEGIN ${insert('OLD.status')} END`,
  ],
  postgres: [
    table('bigserial PRIMARY KEY'),
    `CREATE FUNCTION torture_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF TG_OP = 'INSERT' THEN ${insert('NULL')} ELSE ${insert('OLD.status')} END IF; RETURN NULL; END $$`,
    `CREATE TRIGGER torture_made AFTER INSERT ON registrations FOR EACH ROW EXECUTE FUNCTION torture_note()`,
    `CREATE TRIGGER torture_moved AFTER UPDATE OF status ON registrations FOR EACH ROW
      WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION torture_note()`,
  ],
};

export const journalOf = (engine: DatabaseSettings['engine']): readonly string[] => journals[engine];

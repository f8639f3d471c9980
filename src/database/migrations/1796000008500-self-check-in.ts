import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A CHECK and a NOT NULL can't be changed in place on SQLite: the rows are kept aside while the table is made anew. */
const attendances = (method: string, recordedBy: string) => [
  `CREATE TABLE attendances_kept AS SELECT * FROM attendances`,
  `DROP TABLE attendances`,
  `CREATE TABLE attendances (
    id varchar(36) NOT NULL,
    session_id varchar(36) NOT NULL,
    registration_id varchar(36) NOT NULL,
    status varchar(20) NOT NULL,
    method varchar(20) NOT NULL,
    checked_in_at varchar(24),
    note varchar(500),
    recorded_by varchar(36)${recordedBy},
    recorded_at varchar(24) NOT NULL,
    CONSTRAINT "pk_attendances" PRIMARY KEY ("id"),
    CONSTRAINT "fk_attendances_session_id" FOREIGN KEY ("session_id") REFERENCES "sessions" ("id"),
    CONSTRAINT "fk_attendances_registration_id" FOREIGN KEY ("registration_id") REFERENCES "registrations" ("id"),
    CONSTRAINT "fk_attendances_recorded_by" FOREIGN KEY ("recorded_by") REFERENCES "users" ("id"),
    CONSTRAINT "ck_attendances_status" CHECK (status IN ('present', 'late', 'excused', 'sick', 'absent')),
    CONSTRAINT "ck_attendances_method" CHECK (method IN (${method})))`,
  `INSERT INTO attendances SELECT * FROM attendances_kept`,
  `DROP TABLE attendances_kept`,
  `CREATE INDEX ix_attendances_registration_id ON attendances (registration_id)`,
  `CREATE UNIQUE INDEX uq_attendances_session_registration ON attendances (session_id, registration_id)`,
];

const statements = [
  ...attendances(`'ticket', 'manual', 'self'`, ''),
  `CREATE TABLE self_check_ins (
    batch_id varchar(36) NOT NULL,
    allowed_by varchar(36) NOT NULL,
    allowed_at varchar(24) NOT NULL,
    CONSTRAINT "pk_self_check_ins" PRIMARY KEY ("batch_id"),
    CONSTRAINT "fk_self_check_ins_batch_id" FOREIGN KEY ("batch_id") REFERENCES "batches" ("id"),
    CONSTRAINT "fk_self_check_ins_allowed_by" FOREIGN KEY ("allowed_by") REFERENCES "users" ("id"))`,
  `CREATE TABLE check_in_phones (
    id varchar(36) NOT NULL,
    registration_id varchar(36) NOT NULL,
    batch_id varchar(36) NOT NULL,
    phone_hash varchar(64) NOT NULL,
    bound_at varchar(24) NOT NULL,
    CONSTRAINT "pk_check_in_phones" PRIMARY KEY ("id"),
    CONSTRAINT "fk_check_in_phones_registration_id" FOREIGN KEY ("registration_id") REFERENCES "registrations" ("id"),
    CONSTRAINT "fk_check_in_phones_batch_id" FOREIGN KEY ("batch_id") REFERENCES "batches" ("id"))`,
  `CREATE UNIQUE INDEX uq_check_in_phones_registration_id ON check_in_phones (registration_id)`,
  `CREATE UNIQUE INDEX uq_check_in_phones_phone ON check_in_phones (batch_id, phone_hash)`,
];

/** Participants record their own attendance; one phone for each of them. */
export class SelfCheckIn1796000008500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Marks that nobody of the staff made have no place in the earlier table. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE check_in_phones`);
    await runner.query(`DROP TABLE self_check_ins`);
    await runner.query(`DELETE FROM attendances WHERE recorded_by IS NULL OR method = 'self'`);
    for (const statement of attendances(`'ticket', 'manual'`, ' NOT NULL')) await runner.query(statement);
  }
}

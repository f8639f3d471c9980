import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE INDEX ix_sessions_office_id ON sessions (office_id, starts_at)`,
  `CREATE INDEX ix_audit_entries_office_id ON audit_entries (office_id, id)`,
  `ALTER TABLE partner_contacts ADD COLUMN retired_at varchar(24)`,
  `CREATE TABLE office_logos (
    office_id varchar(36) NOT NULL,
    content_type varchar(20) NOT NULL,
    content text NOT NULL,
    hash varchar(64) NOT NULL,
    changed_at varchar(24) NOT NULL,
    CONSTRAINT "pk_office_logos" PRIMARY KEY ("office_id"),
    CONSTRAINT "fk_office_logos_office_id" FOREIGN KEY ("office_id") REFERENCES "offices" ("id"),
    CONSTRAINT "ck_office_logos_content_type" CHECK (content_type IN ('image/png', 'image/jpeg')))`,
  `CREATE TABLE signatories (
    id varchar(36) NOT NULL,
    office_id varchar(36) NOT NULL,
    title varchar(150) NOT NULL,
    "name" varchar(150) NOT NULL,
    nip varchar(30),
    grade varchar(100),
    default_since varchar(24),
    created_at varchar(24) NOT NULL,
    CONSTRAINT "pk_signatories" PRIMARY KEY ("id"),
    CONSTRAINT "fk_signatories_office_id" FOREIGN KEY ("office_id") REFERENCES "offices" ("id"))`,
  `CREATE UNIQUE INDEX uq_signatories_default ON signatories (office_id) WHERE default_since IS NOT NULL`,
  `CREATE INDEX ix_signatories_office_id ON signatories (office_id, id)`,
  `CREATE TABLE batch_signatories (
    batch_id varchar(36) NOT NULL,
    signatory_id varchar(36) NOT NULL,
    CONSTRAINT "pk_batch_signatories" PRIMARY KEY ("batch_id"),
    CONSTRAINT "fk_batch_signatories_batch_id" FOREIGN KEY ("batch_id") REFERENCES "batches" ("id"),
    CONSTRAINT "fk_batch_signatories_signatory_id" FOREIGN KEY ("signatory_id") REFERENCES "signatories" ("id"))`,
];

/** Finds sessions and what was noted by office, keeps contacts that left, logos, and several who may sign. */
export class Settings1796000008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['batch_signatories', 'signatories', 'office_logos']) {
      await runner.query(`DROP TABLE ${table}`);
    }
    await runner.query('ALTER TABLE partner_contacts DROP COLUMN retired_at');
    await runner.query('DROP INDEX ix_audit_entries_office_id');
    await runner.query('DROP INDEX ix_sessions_office_id');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE selection_criteria (
    id varchar(36) NOT NULL,
    office_id varchar(36) NOT NULL,
    batch_id varchar(36) NOT NULL,
    criteria text NOT NULL,
    changed_by varchar(36) NOT NULL,
    changed_at varchar(24) NOT NULL,
    CONSTRAINT "pk_selection_criteria" PRIMARY KEY ("id"),
    CONSTRAINT "fk_selection_criteria_office_id" FOREIGN KEY ("office_id") REFERENCES "offices" ("id"),
    CONSTRAINT "fk_selection_criteria_batch_id" FOREIGN KEY ("batch_id") REFERENCES "batches" ("id"),
    CONSTRAINT "fk_selection_criteria_changed_by" FOREIGN KEY ("changed_by") REFERENCES "users" ("id"))`,
  `CREATE UNIQUE INDEX uq_selection_criteria_batch_id ON selection_criteria (batch_id)`,
  `CREATE INDEX ix_email_messages_subject_id ON email_messages (subject_id)`,
];

/** By what applicants are ranked, and the mails about one of them. */
export class SelectionCriteria1796000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_email_messages_subject_id');
    await runner.query('DROP TABLE selection_criteria');
  }
}

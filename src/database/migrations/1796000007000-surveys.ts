import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A receipt has no time, an answer neither a time nor a registration: nothing of one row leads to the other. */
const statements = [
  `CREATE TABLE surveys (
    id varchar(36) NOT NULL,
    office_id varchar(36) NOT NULL,
    batch_id varchar(36) NOT NULL,
    status varchar(20) NOT NULL,
    questions text NOT NULL,
    revision integer NOT NULL,
    answer_count integer NOT NULL,
    days_open integer NOT NULL,
    opened_at varchar(24),
    closed_at varchar(24),
    created_at varchar(24) NOT NULL,
    CONSTRAINT "pk_surveys" PRIMARY KEY ("id"),
    CONSTRAINT "fk_surveys_office_id" FOREIGN KEY ("office_id") REFERENCES "offices" ("id"),
    CONSTRAINT "fk_surveys_batch_id" FOREIGN KEY ("batch_id") REFERENCES "batches" ("id"),
    CONSTRAINT "ck_surveys_status" CHECK (status IN ('draft', 'ready')),
    CONSTRAINT "ck_surveys_days_open" CHECK (days_open BETWEEN 1 AND 90))`,
  `CREATE INDEX ix_surveys_office_id ON surveys (office_id, id)`,
  `CREATE UNIQUE INDEX uq_surveys_batch_id ON surveys (batch_id)`,
  `CREATE TABLE survey_receipts (
    registration_id varchar(36) NOT NULL,
    CONSTRAINT "pk_survey_receipts" PRIMARY KEY ("registration_id"),
    CONSTRAINT "fk_survey_receipts_registration_id" FOREIGN KEY ("registration_id") REFERENCES "registrations" ("id"))`,
  `CREATE TABLE survey_answers (
    id varchar(36) NOT NULL,
    survey_id varchar(36) NOT NULL,
    sheet text NOT NULL,
    CONSTRAINT "pk_survey_answers" PRIMARY KEY ("id"),
    CONSTRAINT "fk_survey_answers_survey_id" FOREIGN KEY ("survey_id") REFERENCES "surveys" ("id"))`,
  `CREATE INDEX ix_survey_answers_survey_id ON survey_answers (survey_id)`,
];

export class Surveys1796000007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['survey_answers', 'survey_receipts', 'surveys']) await runner.query(`DROP TABLE ${table}`);
  }
}

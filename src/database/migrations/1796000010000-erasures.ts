import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `CREATE TABLE erasures (
    participant_id varchar(36) NOT NULL,
    office_id varchar(36) NOT NULL,
    erased_at varchar(24) NOT NULL,
    CONSTRAINT "pk_erasures" PRIMARY KEY ("participant_id"),
    CONSTRAINT "fk_erasures_participant_id" FOREIGN KEY ("participant_id") REFERENCES "participants" ("id"),
    CONSTRAINT "fk_erasures_office_id" FOREIGN KEY ("office_id") REFERENCES "offices" ("id"))`,
  `CREATE TABLE retention_rules (
    office_id varchar(36) NOT NULL,
    months integer NOT NULL,
    CONSTRAINT "pk_retention_rules" PRIMARY KEY ("office_id"),
    CONSTRAINT "fk_retention_rules_office_id" FOREIGN KEY ("office_id") REFERENCES "offices" ("id"),
    CONSTRAINT "ck_retention_rules_months" CHECK (months BETWEEN 1 AND 600))`,
];

/** Whose data was made anonymous, and after how long an office does so by itself. */
export class Erasures1796000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE retention_rules');
    await runner.query('DROP TABLE erasures');
  }
}

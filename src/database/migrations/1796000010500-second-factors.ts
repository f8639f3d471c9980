import type { MigrationInterface, QueryRunner } from 'typeorm';

const statement = `CREATE TABLE second_factors (
    id varchar(36) NOT NULL,
    office_id varchar(36) NOT NULL,
    secret_ciphertext varchar(200) NOT NULL,
    confirmed_at varchar(24),
    last_step integer NOT NULL,
    recovery_hashes text NOT NULL,
    CONSTRAINT "pk_second_factors" PRIMARY KEY ("id"),
    CONSTRAINT "fk_second_factors_id" FOREIGN KEY ("id") REFERENCES "users" ("id"),
    CONSTRAINT "fk_second_factors_office_id" FOREIGN KEY ("office_id") REFERENCES "offices" ("id"))`;

/** Staff may be asked for a code of their phone besides the password. */
export class SecondFactors1796000010500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE second_factors');
  }
}

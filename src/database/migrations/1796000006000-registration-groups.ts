import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `ALTER TABLE registrations ADD COLUMN group_id varchar(36)`,
  `CREATE INDEX ix_registrations_group_id ON registrations (group_id)`,
];

export class RegistrationGroups1796000006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_registrations_group_id');
    await runner.query('ALTER TABLE registrations DROP COLUMN group_id');
  }
}

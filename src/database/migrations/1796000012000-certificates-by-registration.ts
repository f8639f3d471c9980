import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is issued a certificate is asked of each registration, whatever the state of the one it may have. */
export class CertificatesByRegistration1796000012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX ix_certificates_registration_id ON certificates (registration_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_certificates_registration_id');
  }
}

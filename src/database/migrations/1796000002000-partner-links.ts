import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A contact without a row has no link yet and is mailed after every day. */
const statement = `CREATE TABLE partner_links (
    contact_id varchar(36) NOT NULL,
    office_id varchar(36) NOT NULL,
    token_version integer NOT NULL,
    expires_at varchar(24) NOT NULL,
    revoked_at varchar(24),
    frequency varchar(20) NOT NULL,
    CONSTRAINT "pk_partner_links" PRIMARY KEY ("contact_id"),
    CONSTRAINT "fk_partner_links_contact_id" FOREIGN KEY ("contact_id") REFERENCES "partner_contacts" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_partner_links_office_id" FOREIGN KEY ("office_id") REFERENCES "offices" ("id"),
    CONSTRAINT "ck_partner_links_frequency" CHECK (frequency IN ('daily', 'final', 'none')))`;

export class PartnerLinks1796000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE partner_links');
  }
}

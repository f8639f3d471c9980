import type { MigrationInterface, QueryRunner } from 'typeorm';

const statements = [
  `ALTER TABLE batches ADD COLUMN venue_seats integer
    CONSTRAINT "ck_batches_venue_seats" CHECK (venue_seats IS NULL OR venue_seats >= capacity)`,
  `ALTER TABLE consents ADD COLUMN manner varchar(20)
    CONSTRAINT "ck_consents_manner" CHECK (manner IS NULL OR manner IN ('oral', 'written'))`,
  `ALTER TABLE consents ADD COLUMN assisted_by varchar(36)`,
  `CREATE TABLE import_drafts (
    id varchar(36) NOT NULL,
    office_id varchar(36) NOT NULL,
    batch_id varchar(36) NOT NULL,
    made_by varchar(36) NOT NULL,
    sheet_ciphertext text NOT NULL,
    mapping text,
    outcome text,
    created_at varchar(24) NOT NULL,
    imported_at varchar(24),
    CONSTRAINT "pk_import_drafts" PRIMARY KEY ("id"),
    CONSTRAINT "fk_import_drafts_office_id" FOREIGN KEY ("office_id") REFERENCES "offices" ("id"),
    CONSTRAINT "fk_import_drafts_batch_id" FOREIGN KEY ("batch_id") REFERENCES "batches" ("id"),
    CONSTRAINT "fk_import_drafts_made_by" FOREIGN KEY ("made_by") REFERENCES "users" ("id"))`,
  `CREATE INDEX ix_import_drafts_created_at ON import_drafts (created_at)`,
  `CREATE TABLE import_mappings (
    id varchar(36) NOT NULL,
    office_id varchar(36) NOT NULL,
    header_hash varchar(64) NOT NULL,
    mapping text NOT NULL,
    used_at varchar(24) NOT NULL,
    CONSTRAINT "pk_import_mappings" PRIMARY KEY ("id"),
    CONSTRAINT "fk_import_mappings_office_id" FOREIGN KEY ("office_id") REFERENCES "offices" ("id"))`,
  `CREATE UNIQUE INDEX uq_import_mappings_header ON import_mappings (office_id, header_hash)`,
];

/** Seats that a room holds, consent that was taken down by staff, and spreadsheets on their way into a batch. */
export class ImportAndWalkIn1796000003000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE import_mappings');
    await queryRunner.query('DROP TABLE import_drafts');
    await queryRunner.query('ALTER TABLE consents DROP COLUMN assisted_by');
    await queryRunner.query('ALTER TABLE consents DROP COLUMN manner');
    await queryRunner.query('ALTER TABLE batches DROP COLUMN venue_seats');
  }
}

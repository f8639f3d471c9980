import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What offices write for their mails, what mails said when they were sent, and the batch that a mail is about. */
const statements = [
  `CREATE TABLE email_wordings (
    id varchar(36) NOT NULL,
    office_id varchar(36) NOT NULL,
    template varchar(60) NOT NULL,
    locale varchar(20) NOT NULL,
    subject varchar(200) NOT NULL,
    body varchar(5000) NOT NULL,
    version integer NOT NULL,
    changed_at varchar(24) NOT NULL,
    broken_at varchar(24),
    CONSTRAINT "pk_email_wordings" PRIMARY KEY ("id"),
    CONSTRAINT "fk_email_wordings_office_id" FOREIGN KEY ("office_id") REFERENCES "offices" ("id"),
    CONSTRAINT "ck_email_wordings_locale" CHECK (locale IN ('id', 'en')))`,
  `CREATE UNIQUE INDEX uq_email_wordings_office_template_locale ON email_wordings (office_id, template, locale)`,
  `CREATE TABLE sent_emails (
    id varchar(36) NOT NULL,
    office_id varchar(36) NOT NULL,
    sealed text NOT NULL,
    sent_at varchar(24) NOT NULL,
    CONSTRAINT "pk_sent_emails" PRIMARY KEY ("id"),
    CONSTRAINT "fk_sent_emails_id" FOREIGN KEY ("id") REFERENCES "email_messages" ("id"),
    CONSTRAINT "fk_sent_emails_office_id" FOREIGN KEY ("office_id") REFERENCES "offices" ("id"))`,
  `CREATE INDEX ix_sent_emails_sent_at ON sent_emails (sent_at)`,
  `ALTER TABLE email_messages ADD COLUMN batch_id varchar(36)`,
  `CREATE INDEX ix_email_messages_batch ON email_messages (batch_id, id)`,
  `UPDATE email_messages SET batch_id = COALESCE(
    (SELECT batch_id FROM registrations WHERE registrations.id = email_messages.subject_id),
    (SELECT batch_id FROM attendance_reports WHERE attendance_reports.id = email_messages.subject_id),
    (SELECT registrations.batch_id FROM certificates
      JOIN registrations ON registrations.id = certificates.registration_id
      WHERE certificates.id = email_messages.subject_id))`,
];

export class OfficeWordsAndSentCopies1796000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ix_email_messages_batch');
    await runner.query('ALTER TABLE email_messages DROP COLUMN batch_id');
    await runner.query('DROP TABLE sent_emails');
    await runner.query('DROP TABLE email_wordings');
  }
}

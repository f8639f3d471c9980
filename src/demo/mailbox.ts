import { simpleParser } from 'mailparser';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from './client.js';

interface Message {
  readonly id: string;
  readonly template: string;
}

export interface MailedReport {
  readonly workbook: Buffer;
  /** Registered, confirmed, attended and qualified, as the mail's text has them. */
  readonly figures: readonly number[];
}

const counted = ['Terdaftar', 'Diterima', 'Hadir', 'Memenuhi syarat sertifikat'];

/** The folder in which mail lands when no SMTP server is set. */
export class Mailbox {
  constructor(private readonly folder: string) {}

  count(): number {
    return this.files().length;
  }

  /** The newest report about an event, opened as its reader would. */
  async lastReport(organizer: Client, title: string): Promise<MailedReport> {
    const messages = await organizer.all<Message>('/email-messages');
    const reports = messages
      .filter(({ template }) => template === 'attendance-report')
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    for (const { id } of reports) {
      const file = this.files().find((name) => name.includes(id));
      if (file === undefined) continue;
      const mail = await simpleParser(readFileSync(join(this.folder, file)));
      const workbook = mail.attachments.find(({ filename }) => filename?.endsWith('.xlsx'))?.content;
      if (workbook !== undefined && (mail.subject ?? '').includes(title))
        return { workbook, figures: figuresIn(mail.text ?? '') };
    }
    throw new Error(`No report about ${title} lies in the mailbox.`);
  }

  private files(): string[] {
    return existsSync(this.folder) ? readdirSync(this.folder).filter((name) => name.endsWith('.eml')) : [];
  }
}

/** The number behind each label at the start of a line. */
function figuresIn(text: string): number[] {
  return counted.map((label) => {
    const digits = new RegExp(`^${label}\\s*: ([\\d.]+)`, 'm').exec(text)?.[1] ?? '-1';
    return Number(digits.replaceAll('.', ''));
  });
}

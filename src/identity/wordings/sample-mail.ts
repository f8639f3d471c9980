import { Injectable, type OnModuleInit } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../../database/database.js';
import { qrPng } from '../../documents/qr.js';
import { templatesFolder } from '../../http/templates-folder.js';
import { AttachmentSources, type Attachment } from '../../mail/attachment-sources.js';
import type { AttachmentReference } from '../../mail/email-message.entity.js';
import { wordingRules } from '../../mail/wording/default-wording.js';
import { Office } from '../office.entity.js';
import type { WhichMail } from './which-mail.js';

type View = Readonly<Record<string, unknown>>;

const emails = join(templatesFolder, 'emails');
const source = 'sample-ticket-qr';

function read(...path: string[]): View {
  return JSON.parse(readFileSync(join(emails, ...path), 'utf8')) as View;
}

function isView(value: unknown): value is View {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What `over` says of the names that `under` has. */
function overlaid(under: View, over: View): View {
  const entries = Object.entries(under).map(([name, value]) => {
    const other = over[name];
    if (other === undefined) return [name, value];
    return [name, isView(value) && isView(other) ? overlaid(value, other) : other];
  });
  return Object.fromEntries(entries) as View;
}

/** An invented participant of an invented event, and the office as it is: what trials and previews of mails show. */
@Injectable()
export class SampleMail implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly sources: AttachmentSources,
  ) {}

  onModuleInit(): void {
    this.sources.register(source, () => Promise.resolve(this.ticket()));
  }

  async view(officeId: string, { template, locale }: WhichMail): Promise<View> {
    const { name, parentName, address, phone, email } = await this.database.reader.findOneByOrFail(Office, {
      id: officeId,
    });
    const sample = read('examples', `${template}.json`);
    const spoken = locale === 'id' ? sample : overlaid(sample, read('examples-en.json'));
    return { ...spoken, office: { name, parentName, address, phone, email } };
  }

  /** A ticket that opens nothing, if the mail shows one. */
  attachments(officeId: string, { template }: WhichMail): AttachmentReference[] {
    return wordingRules(template).blocks.includes('tiket') ? [{ source, id: officeId }] : [];
  }

  ticket(): Attachment {
    const content = qrPng('CONTOH');
    return { filename: 'tiket-contoh.png', contentType: 'image/png', content, contentId: 'ticket-qr' };
  }
}

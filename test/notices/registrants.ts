import { simpleParser, type ParsedMail } from 'mailparser';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { EmailViews, type EmailView } from '../../src/mail/email-views.js';
import type { TestApp } from '../support/test-app.js';

/** What was enqueued about a registration, in that order. */
export function messagesOf({ database }: TestApp, { id }: { readonly id: string }): Promise<EmailMessage[]> {
  return database.reader.find(EmailMessage, { where: { subjectId: id }, order: { id: 'ASC' } });
}

/** The last of them; throws when there is none. */
export async function lastMessage(app: TestApp, registration: { readonly id: string }): Promise<EmailMessage> {
  const message = (await messagesOf(app, registration)).at(-1);
  if (message === undefined) throw new Error('Nothing was enqueued about this registration.');
  return message;
}

export function sources({ attachments }: EmailMessage): string[] {
  return attachments.map(({ source }) => source);
}

/** What its view would be if it were sent now. */
export function viewOf(app: TestApp, message: EmailMessage): Promise<EmailView> {
  return app.app.get(EmailViews).make(message);
}

/** Sends all that is due; answers the mail of one message as its reader's program takes it apart. */
export async function delivered(app: TestApp, { id }: EmailMessage): Promise<ParsedMail> {
  await app.app.get(Dispatcher).drain();
  const folder = join(app.settings.dataDir, 'mail');
  const file = (await readdir(folder)).find((name) => name.endsWith(`_${id}.eml`));
  if (file === undefined) throw new Error('This message was not delivered.');
  return simpleParser(await readFile(join(folder, file)));
}

import { updateRows } from '../../src/database/rows.js';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { LocalMailbox } from '../../src/mail/local-mailbox.js';
import type { TestApp } from '../support/test-app.js';
import type { FurnishedOffice } from './furnished-office.js';

/** Delivers an office's mail to the mailbox of this machine; answers the mail's name there. */
export async function mailed({ app, database, settings }: TestApp, { ids }: FurnishedOffice): Promise<string> {
  await database.transaction((tx) => updateRows(tx, EmailMessage, { id: ids.message }, { status: 'pending' }));
  await app.get(Dispatcher).drain();
  const [name = ''] = await new LocalMailbox(`${settings.dataDir}/mail`).names();
  return name;
}

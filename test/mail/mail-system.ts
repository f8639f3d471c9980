import { Test } from '@nestjs/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigModule } from '../../src/config/config.module.js';
import type { Settings } from '../../src/config/settings.js';
import { Database } from '../../src/database/database.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { entities } from '../../src/entities.js';
import { HttpModule } from '../../src/http/http.module.js';
import { templatesFolder } from '../../src/http/templates-folder.js';
import { Office } from '../../src/identity/office.entity.js';
import { MovableClock } from '../../src/kernel/clock.js';
import { newId } from '../../src/kernel/ids.js';
import { AttachmentSources } from '../../src/mail/attachment-sources.js';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { EmailViews, type EmailFact } from '../../src/mail/email-views.js';
import { MailModule } from '../../src/mail/mail.module.js';
import { SettleEmails } from '../../src/mail/settle-emails.js';
import { Outbox, type OutgoingEmail } from '../../src/mail/outbox.js';
import { Transport } from '../../src/mail/transport.js';
import { anOffice } from '../factories/staff.js';
import { testSettings, testStart } from '../support/test-app.js';
import { freshDatabase, type TestDatabase } from '../support/test-database.js';

export interface MailSystem {
  readonly database: Database;
  readonly clock: MovableClock;
  readonly dispatcher: Dispatcher;
  readonly outbox: Outbox;
  readonly settings: Settings;
  /** Enqueues one mail per address, in a transaction of its own; returns the ids. */
  readonly enqueue: (addresses: readonly string[], more?: Partial<OutgoingEmail>) => Promise<string[]>;
  readonly messages: () => Promise<EmailMessage[]>;
  readonly message: (id: string) => Promise<EmailMessage>;
  /** Resolves when results of sending can't be committed. */
  readonly failureToSettle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface MailSystemOptions {
  readonly smtpUrl?: string;
  readonly transport?: Transport;
  readonly on?: TestDatabase;
}

export function example(name: string): Record<string, unknown> {
  const file = join(templatesFolder, 'emails', 'examples', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

/** `data.poison` and `data.skip` make a message that can't be composed, or that is no longer true. */
function view({ data, recipientName, template }: EmailFact) {
  if (data.poison === 'view') throw new Error(`Nothing is known of ${recipientName} (6371014508900001)`);
  if (typeof data.skip === 'string') return { skip: data.skip };
  if (data.poison === 'template') return { view: {} };
  return { view: { ...example(template), recipient: { name: recipientName }, ...data } };
}

async function officeOf(database: Database): Promise<string> {
  const [known] = await database.reader.find(Office, { take: 1 });
  return known?.id ?? anOffice(database);
}

/** The outbox and its dispatcher without the features that fill it. Several may share a database of PostgreSQL. */
export async function startMail(options: MailSystemOptions = {}): Promise<MailSystem> {
  const settings = testSettings(options.on ?? (await freshDatabase()), { smtpUrl: options.smtpUrl });
  const clock = new MovableClock(testStart);
  const database = DatabaseModule.with({ settings: settings.database, entities, asServer: false, guarded: true });
  const building = Test.createTestingModule({
    imports: [ConfigModule.with(settings, clock), database, HttpModule, MailModule],
  });
  if (options.transport !== undefined) building.overrideProvider(Transport).useValue(options.transport);
  const system = await building.compile();
  system.useLogger(false);
  await system.init();
  const views = system.get(EmailViews);
  for (const name of ['registration-received', 'registration-confirmed']) {
    views.register(name, (fact) => Promise.resolve().then(() => view(fact)));
  }
  const sources = system.get(AttachmentSources);
  sources.register('ticket-qr', () =>
    Promise.resolve({
      filename: 'tiket.png',
      contentType: 'image/png',
      content: Buffer.from('png'),
      contentId: 'ticket-qr',
    }),
  );
  sources.register('broken', () => Promise.reject(new Error('The paper is jammed')));
  return {
    ...(await handles(system.get(Database), system.get(Outbox))),
    clock,
    settings,
    dispatcher: system.get(Dispatcher),
    failureToSettle: () => failureToSettle(system.get(SettleEmails)),
    close: () => system.close(),
  };
}

/** Writes a result that changes nothing along with the others, until their commit fails. */
async function failureToSettle(settle: SettleEmails): Promise<void> {
  const message = { id: newId(), leaseToken: null } as EmailMessage;
  try {
    for (;;) await settle.write({ message, outcome: {} });
  } catch {
    return;
  }
}

async function handles(database: Database, outbox: Outbox) {
  const officeId = await officeOf(database);
  const enqueue = (addresses: readonly string[], more: Partial<OutgoingEmail> = {}) =>
    database.transaction(async (tx) => {
      const ids: string[] = [];
      for (const address of addresses) {
        const subjectId = newId();
        const email = {
          officeId,
          dedupeKey: `registration.received:${subjectId}`,
          to: { name: 'Siti Rahmah', address },
          template: 'registration-received',
          locale: 'id' as const,
          subjectId,
          ...more,
        };
        ids.push((await outbox.enqueue(tx, email)) ?? 'known');
      }
      return ids;
    });
  return {
    database,
    outbox,
    enqueue,
    messages: () => database.reader.find(EmailMessage, { order: { id: 'ASC' } }),
    message: (id: string) => database.reader.findOneByOrFail(EmailMessage, { id }),
  };
}

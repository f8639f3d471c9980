import { Injectable, type OnModuleInit } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzipSync } from 'node:zlib';
import { LessThan, type EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { insertIfNew } from '../database/rows.js';
import { every, Ticker } from '../http/ticker.js';
import { Clock } from '../kernel/clock.js';
import { Keyring } from '../kernel/keyring.js';
import type { EmailMessage } from './email-message.entity.js';
import { subjectLine } from './header-text.js';
import { SentEmail } from './sent-email.entity.js';
import type { Result } from './result.js';
import type { Mail } from './transport.js';

/** A file as it went out. Large ones are told by size and hash only: they are made anew from what they certify. */
export interface SentFile {
  readonly filename: string;
  readonly contentType: string;
  readonly contentId: string | null;
  readonly bytes: number;
  readonly sha256: string;
  /** In base64; null for a large one. */
  readonly content: string | null;
}

/** A mail as it went out, to the letter. */
export interface SentCopy {
  readonly from: string;
  readonly to: Mail['to'];
  readonly replyTo: Mail['replyTo'];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly files: readonly SentFile[];
}

const day = 86_400_000;
/** How long it can be read what a mail said: as long as somebody may ask about it. */
export const copyDays = 90;
const largestKeptFile = 64 * 1024;
const column = 'sealed';
/** Done at once: handing a mail of some kilobytes to another thread takes longer than packing it. */
const zip = (text: string) => gzipSync(text, { level: 1 });
const unzip = promisify<Buffer, Buffer>(gunzip);

export function copyOf(mail: Mail): SentCopy {
  const { from, to, replyTo, subject, text, html, attachments } = mail;
  const files = attachments.map(({ filename, contentType, content, contentId = null }) => ({
    ...{ filename, contentType, contentId },
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    content: content.length > largestKeptFile ? null : content.toString('base64'),
  }));
  return { from, to, replyTo, subject: subjectLine(subject), text, html, files };
}

/** Keeps what was sent, sealed with the installation's keys, and forgets it after 90 days. */
@Injectable()
export class SentCopies implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
    private readonly ticker: Ticker,
  ) {}

  onModuleInit(): void {
    this.ticker.register(
      'sent-copies',
      every(day, this.clock, () => this.forget()),
    );
  }

  /** The copy of a mail as it is stored. */
  seal({ id, officeId }: Pick<EmailMessage, 'id' | 'officeId'>, mail: Mail): string {
    const packed = zip(JSON.stringify(copyOf(mail)));
    return this.keyring.encrypt(packed.toString('base64'), { office: officeId, row: id, column });
  }

  /** Keeps the sealed copies of those that were sent. */
  async keep(tx: EntityManager, results: readonly Pick<Result, 'message' | 'sealed'>[]): Promise<void> {
    const sentAt = this.clock.now();
    const rows = results.flatMap(({ message: { id, officeId }, sealed }) =>
      sealed === undefined ? [] : [{ id, officeId, sealed, sentAt }],
    );
    await insertIfNew(tx, SentEmail, ...rows);
  }

  /** Null for what was not sent, or so long ago that it was forgotten. */
  async read({ id, officeId }: Pick<EmailMessage, 'id' | 'officeId'>): Promise<SentCopy | null> {
    const kept = await this.database.reader.findOneBy(SentEmail, { id, officeId });
    if (kept === null) return null;
    const packed = this.keyring.decrypt(kept.sealed, { office: officeId, row: id, column });
    return JSON.parse((await unzip(Buffer.from(packed, 'base64'))).toString('utf8')) as SentCopy;
  }

  /** Deletes the copies of more than 90 days ago; that the mail was sent stays known. */
  async forget(): Promise<void> {
    const oldest = new Date(this.clock.now().getTime() - copyDays * day);
    await this.database.transaction((tx) => tx.delete(SentEmail, { sentAt: LessThan(oldest) }));
  }
}

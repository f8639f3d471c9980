import { createTransport } from 'nodemailer';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mailOptions } from './mail-options.js';
import { Transport, type Mail } from './transport.js';

const suffix = '.eml';

/** Mail of an installation without a mail server: files in a folder, named by the time of sending and the message's id. */
export class LocalMailbox extends Transport {
  private readonly composer = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'unix',
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  constructor(private readonly folder: string) {
    super();
  }

  /** A mail that is delivered again takes the place of its file; a file is never seen half written. */
  override async deliver(mail: Mail): Promise<void> {
    const { message } = await this.composer.sendMail(mailOptions(mail));
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const earlier = (await this.names()).find((name) => name.endsWith(`_${mail.id}`));
    const name = earlier ?? `${mail.sentAt.toISOString().replaceAll(/[:.]/g, '-')}_${mail.id}`;
    const unfinished = join(this.folder, `.${name}.part`);
    await writeFile(unfinished, message as Buffer, { mode: 0o600 });
    await rename(unfinished, this.path(name));
  }

  override close(): void {
    this.composer.close();
  }

  /** Names of all mails, the latest first. */
  async names(): Promise<string[]> {
    const files = await readdir(this.folder).catch(() => []);
    return files
      .filter((file) => file.endsWith(suffix))
      .map((file) => file.slice(0, -suffix.length))
      .sort()
      .reverse();
  }

  /** The mail as it was sent; null when there is none of this name. */
  async read(name: string): Promise<Buffer | null> {
    const known = (await this.names()).includes(name);
    return known ? readFile(this.path(name)) : null;
  }

  private path(name: string): string {
    return join(this.folder, `${name}${suffix}`);
  }
}

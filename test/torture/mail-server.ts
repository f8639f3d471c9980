import { smtpDouble, type SmtpDouble } from '../mail/smtp-double.js';
import type { History } from './history.js';

/** The ways of the mail server. Whoever hangs is let go when the way changes. */
export const mailWays = [
  'well',
  'slow',
  'refuse',
  'hang',
  'drop-data',
  'drop-dot',
  'rcpt-450',
  'data-451',
  'data-552',
] as const;
export type MailWay = (typeof mailWays)[number];

const messageId = /^Message-ID: (<[^>]+>)/im;

/** A mail server whose whims are part of the torture; it notes what it took, and what it refused for good. */
export class MailServer {
  private constructor(
    private readonly double: SmtpDouble,
    private readonly history: History,
  ) {}

  static async start(history: History): Promise<MailServer> {
    const server = new MailServer(await smtpDouble(), history);
    server.double.heard = ({ raw, act, client }) => {
      const answer = act === 'well' || act === 'slow' ? 'taken' : act === 'data-552' ? 'refused' : null;
      if (answer === null) return;
      history.write({
        kind: 'mail',
        at: history.now(),
        messageId: messageId.exec(raw)?.[1] ?? '',
        process: client,
        answer,
      });
    };
    server.go('well');
    return server;
  }

  /** By which a process tells its name. */
  urlFor(process: string): string {
    return `${this.double.url}/?name=${process}`;
  }

  go(way: MailWay): void {
    this.history.fault('smtp', way);
    this.double.refusing = way === 'refuse';
    this.double.script = () => (way === 'refuse' ? 'rcpt-421' : way);
    this.double.letGo();
  }

  close(): Promise<void> {
    return this.double.close();
  }
}

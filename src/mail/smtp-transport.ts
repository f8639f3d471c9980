import { isPermanent, presentableReason, type SmtpError } from './delivery.rules.js';
import { mailOptions } from './mail-options.js';
import { SmtpThread } from './smtp-thread.js';
import { DeliveryFailed, Transport, type Mail } from './transport.js';

export interface SmtpTimeouts {
  /** Milliseconds until the connection and its greeting must stand. */
  readonly connection: number;
  /** Milliseconds of silence after which a connection is given up. */
  readonly silence: number;
}

const usualTimeouts: SmtpTimeouts = { connection: 10_000, silence: 30_000 };

export const parallelSends = 4;

function failure(error: unknown): DeliveryFailed {
  const { code, responseCode, message } = error as SmtpError & { readonly message: string };
  const head = responseCode === undefined ? (code ?? 'error') : `SMTP ${responseCode}`;
  return new DeliveryFailed(isPermanent({ code, responseCode }), presentableReason(`${head}: ${message}`));
}

/** Sends by the mail server of `SMTP_URL`. A broken connection is reported, not tried again here: the outbox does that. */
export class SmtpTransport extends Transport {
  private readonly thread: SmtpThread;

  constructor(smtpUrl: string, timeouts: SmtpTimeouts = usualTimeouts) {
    super();
    this.thread = new SmtpThread({
      url: smtpUrl,
      pool: true,
      maxConnections: parallelSends,
      maxRequeues: 0,
      connectionTimeout: timeouts.connection,
      greetingTimeout: timeouts.connection,
      dnsTimeout: timeouts.connection,
      socketTimeout: timeouts.silence,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  override async deliver(mail: Mail): Promise<void> {
    try {
      await this.thread.send(mailOptions(mail));
    } catch (error) {
      throw failure(error);
    }
  }

  override close(): void {
    this.thread.close();
  }
}

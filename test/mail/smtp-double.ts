import { simpleParser, type ParsedMail } from 'mailparser';
import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

export interface Delivery {
  readonly recipients: readonly string[];
  readonly raw: string;
  readonly parsed: ParsedMail;
}

export interface Heard {
  readonly raw: string;
  /** What is done with it. */
  readonly act: string;
  /** As it called itself in EHLO. */
  readonly client: string;
}

export interface SmtpDouble {
  readonly url: string;
  /** Everything that the server had in full, answered or not. */
  readonly deliveries: readonly Delivery[];
  /** Until it is changed, recipients decide by the part before the @. */
  script: (recipient: string) => string;
  /** Hangs up on who connects from now on. */
  refusing: boolean;
  /** Hears of each message that came in full, before it is answered. */
  heard: (message: Heard) => void;
  /** Hangs up on those who wait for an answer that never comes. */
  readonly letGo: () => void;
  readonly close: () => Promise<void>;
}

const slowMilliseconds = 1_000;

function refusal(code: number): Error {
  return Object.assign(new Error(`refused for user@secret.example`), { responseCode: code });
}

/**
 * A mail server on the loopback that does as the recipient says: `rcpt-450@`, `data-552@`, `drop-data@` (the connection
 * breaks within the message), `drop-dot@` (it breaks after the message, before the answer), `slow@` (it takes its time to answer), `hang@` (it never answers); it takes all
 * others.
 */
export async function smtpDouble(givenPort = 0): Promise<SmtpDouble> {
  const sockets = new Map<number, Socket>();
  const hanging = new Set<SMTPServerSession>();
  const deliveries: Delivery[] = [];
  const hangUp = ({ remotePort }: SMTPServerSession) => sockets.get(remotePort)?.destroy();
  const double: Pick<SmtpDouble, 'script' | 'refusing' | 'heard'> = {
    script: (recipient) => recipient.split('@')[0] ?? '',
    refusing: false,
    heard: () => undefined,
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo({ address }, session, answer) {
      const [step, code] = double.script(address).split('-');
      if (step === 'hang') {
        hanging.add(session);
        return;
      }
      answer(step === 'rcpt' ? refusal(Number(code)) : null);
    },
    onData(stream, session, answer) {
      const act = double.script(session.envelope.rcptTo[0]?.address ?? '');
      if (act === 'drop-data') {
        hangUp(session);
        return;
      }
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        double.heard({ raw: raw.toString('utf8'), act, client: session.hostNameAppearsAs });
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        if (act.startsWith('data-')) {
          answer(refusal(Number(act.split('-')[1])));
          return;
        }
        void simpleParser(raw).then((parsed) => {
          deliveries.push({ recipients, raw: raw.toString('utf8'), parsed });
          if (act === 'drop-dot') hangUp(session);
          else if (act === 'slow') setTimeout(answer, slowMilliseconds, null);
          else answer(null);
        });
      });
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => {
    if (double.refusing) socket.destroy();
    else sockets.set(socket.remotePort ?? 0, socket);
  });
  await new Promise<void>((resolve) => server.listen(givenPort, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(double, {
    url: `smtp://127.0.0.1:${port}`,
    deliveries,
    letGo: () => {
      for (const session of hanging) hangUp(session);
      hanging.clear();
    },
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets.values()) socket.destroy();
        server.close(resolve);
      }),
  });
}

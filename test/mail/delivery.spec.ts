import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { mostAttempts } from '../../src/mail/delivery.rules.js';
import { SmtpTransport } from '../../src/mail/smtp-transport.js';
import { DeliveryFailed, type Mail } from '../../src/mail/transport.js';
import { testStart } from '../support/test-app.js';
import { startMail, type MailSystem } from './mail-system.js';
import { smtpDouble, type SmtpDouble } from './smtp-double.js';
import { strangeNames } from './strange-names.js';

const day = 24 * 3600;

describe('delivery by SMTP', () => {
  let smtp: SmtpDouble;
  let mail: MailSystem;

  beforeEach(async () => {
    smtp = await smtpDouble();
    mail = await startMail({ smtpUrl: smtp.url });
  });

  afterEach(async () => {
    await mail.close();
    await smtp.close();
  });

  it('sends to exactly the one recipient, with both parts, the fixed Message-ID and the pictures in place', async () => {
    const [id = ''] = await mail.enqueue(['siti@usaha.example'], {
      template: 'registration-confirmed',
      attachments: [{ source: 'ticket-qr', id: 'x' }],
    });
    await mail.dispatcher.drain();
    const [{ recipients, raw, parsed } = { recipients: [], raw: '', parsed: null }] = smtp.deliveries;
    const message = await mail.message(id);
    expect(recipients).toEqual(['siti@usaha.example']);
    expect(message).toMatchObject({
      status: 'sent',
      attempts: 1,
      lastError: null,
      sentAt: testStart,
      leaseToken: null,
    });
    expect(parsed?.messageId).toBe(message.messageId);
    expect(parsed?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(parsed?.subject).toBe('Undangan peserta Pemasaran Digital bagi UMKM Sasirangan, 5 s.d. 7 Oktober 2026');
    expect(parsed?.text).toContain('K7M4-9QTX');
    expect(parsed?.attachments).toMatchObject([{ cid: 'ticket-qr', contentType: 'image/png', filename: 'tiket.png' }]);
    expect(parsed?.replyTo?.value).toMatchObject([{ address: 'diskopukm@dinas.example' }]);
    expect(raw).toContain('From: Bina <bina@dinas.example>');
  });

  it.each([
    ['rcpt-450', 'pending', 'SMTP 450'],
    ['rcpt-421', 'pending', 'SMTP 421'],
    ['rcpt-452', 'pending', 'SMTP 452'],
    ['data-451', 'pending', 'SMTP 451'],
    ['drop-data', 'pending', 'E'],
    ['drop-dot', 'pending', 'E'],
    ['rcpt-550', 'failed', 'SMTP 550'],
    ['rcpt-553', 'failed', 'SMTP 553'],
    ['data-552', 'failed', 'SMTP 552'],
    ['data-554', 'failed', 'SMTP 554'],
  ])('%s: the message is %s, and the others arrive', async (script, status, reason) => {
    const [id = ''] = await mail.enqueue([`${script}@usaha.example`]);
    await mail.enqueue(['a@usaha.example', 'b@usaha.example']);
    await mail.dispatcher.drain();
    const message = await mail.message(id);
    expect(message).toMatchObject({ status, attempts: 1, leaseToken: null, sentAt: null });
    expect(message.lastError).toMatch(new RegExp(`^${reason}`));
    expect(message.lastError).not.toContain('@');
    const arrived = smtp.deliveries.flatMap(({ recipients }) => recipients);
    expect(arrived).toEqual(expect.arrayContaining(['a@usaha.example', 'b@usaha.example']));
    if (status === 'pending')
      expect(message.nextAttemptAt.getTime()).toBeGreaterThanOrEqual(testStart.getTime() + 60_000);
  });

  it('sends a broken delivery again under the same Message-ID, and once only after that', async () => {
    const [id = ''] = await mail.enqueue(['drop-dot@usaha.example']);
    await mail.dispatcher.drain();
    smtp.script = () => 'accept';
    mail.clock.moveBySeconds(120);
    await mail.dispatcher.drain();
    mail.clock.moveBySeconds(day);
    await mail.dispatcher.drain();
    const { messageId, status } = await mail.message(id);
    expect(status).toBe('sent');
    expect(smtp.deliveries.map(({ parsed }) => parsed.messageId)).toEqual([messageId, messageId]);
  });

  it('keeps trying for more than a day, spreads the tries, then gives up', async () => {
    const ids = await mail.enqueue(['rcpt-450@usaha.example', 'rcpt-451@usaha.example', 'rcpt-452@usaha.example']);
    await mail.dispatcher.drain();
    const second = await mail.messages();
    expect(new Set(second.map(({ nextAttemptAt }) => nextAttemptAt.getTime())).size).toBe(3);
    let last = testStart;
    for (let tries = 1; tries < mostAttempts; tries += 1) {
      last = mail.clock.now();
      mail.clock.moveBySeconds(8 * 3600);
      await mail.dispatcher.drain();
    }
    expect(last.getTime() - testStart.getTime()).toBeGreaterThan(day * 1000);
    for (const id of ids) expect(await mail.message(id)).toMatchObject({ status: 'failed', attempts: mostAttempts });
    mail.clock.moveBySeconds(30 * day);
    await mail.dispatcher.drain();
    expect((await mail.message(ids[0] ?? '')).attempts).toBe(mostAttempts);
  });

  it('keeps its backlog while the server is away and sends all of it afterwards', async () => {
    const port = Number(new URL(smtp.url).port);
    await smtp.close();
    await mail.enqueue(Array.from({ length: 45 }, (_, at) => `p${at}@usaha.example`));
    await mail.dispatcher.drain();
    const waiting = await mail.messages();
    expect(new Set(waiting.map(({ status }) => status))).toEqual(new Set(['pending']));
    expect(waiting[0]?.lastError).toMatch(/ECONN|ESOCKET/);
    smtp = await smtpDouble(port);
    mail.clock.moveBySeconds(120);
    await mail.dispatcher.drain();
    const arrived = smtp.deliveries.flatMap(({ recipients }) => recipients);
    expect(arrived).toHaveLength(45);
    expect(new Set(arrived).size).toBe(45);
  });

  it.each(strangeNames)('keeps the name %j in its place', async (name) => {
    await mail.enqueue(['siti@usaha.example'], {
      to: { name, address: 'siti@usaha.example' },
      data: { program: { title: name, theme: null, kind: 'Diklat' } },
    });
    await mail.dispatcher.drain();
    const [delivery] = smtp.deliveries;
    expect(smtp.deliveries).toHaveLength(1);
    expect(delivery?.recipients).toEqual(['siti@usaha.example']);
    const names = delivery!.parsed.headerLines.map(({ key }) => key).sort();
    expect(names).toEqual(
      'auto-submitted content-type date from message-id mime-version reply-to subject to'.split(' '),
    );
    expect(delivery!.parsed.to).toMatchObject({ value: [{ address: 'siti@usaha.example' }] });
    expect(Array.from(delivery!.parsed.subject ?? '').length).toBeLessThanOrEqual(120);
  });

  it.each([
    'a@x.example\r\nRCPT TO:<evil@x.example>',
    'a@x.example, evil@x.example',
    '"evil@x.example y"@b.id',
    'Siti <a@x.example>',
  ])('sends nothing to %j, which is no address', async (address) => {
    const [id = ''] = await mail.enqueue([address]);
    await mail.dispatcher.drain();
    expect(await mail.message(id)).toMatchObject({ status: 'failed', lastError: 'The recipient is no mail address.' });
    expect(smtp.deliveries).toEqual([]);
  });
});

describe('a server that says nothing', () => {
  it('is given up after the time-out, and the mail may be tried again', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const transport = new SmtpTransport(`smtp://127.0.0.1:${port}`, { connection: 50, silence: 50 });
    const failure = await transport.deliver(anyMail).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DeliveryFailed);
    expect(failure).toMatchObject({ permanent: false });
    transport.close();
    await new Promise((resolve) => silent.close(resolve));
  });
});

const anyMail: Mail = {
  id: 'x',
  messageId: '<x@bina.example>',
  sentAt: testStart,
  from: 'Bina <bina@dinas.example>',
  to: { name: 'Siti', address: 'siti@usaha.example' },
  replyTo: null,
  unsubscribeUrl: null,
  subject: 'x',
  text: 'x',
  html: 'x',
  attachments: [],
};

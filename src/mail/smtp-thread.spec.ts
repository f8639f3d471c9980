import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { SmtpThread } from './smtp-thread.js';
import { gate } from '../../test/support/gate.js';
import { smtpDouble, type SmtpDouble } from '../../test/mail/smtp-double.js';

describe('the thread that speaks to the mail server', () => {
  let smtp: SmtpDouble;
  let thread: SmtpThread;

  beforeEach(async () => {
    smtp = await smtpDouble();
    thread = new SmtpThread({ url: smtp.url, pool: true });
  });
  afterEach(async () => {
    thread.close();
    await smtp.close();
  });

  const send = (to: string, by = thread, content = Buffer.from('BEGIN:VCALENDAR')) =>
    by.send({
      from: 'bina@dinas.example',
      to,
      text: 'Selamat.',
      attachments: [{ filename: 'jadwal.ics', content }],
    });
  const worker = (of = thread) => (Reflect.get(of, 'running') as { worker: Worker }).worker;
  const recipients = () => smtp.deliveries.flatMap((delivery) => delivery.recipients).sort();

  it('sends mail after mail, and files as they are, also those within a larger piece of memory', async () => {
    const whole = Buffer.from('0123456789');
    const all = [send('a@usaha.example', thread, whole.subarray(2, 5)), send('b@usaha.example')];
    const first = worker();
    await Promise.all(all);
    await send('c@usaha.example');
    expect(recipients()).toEqual(['a@usaha.example', 'b@usaha.example', 'c@usaha.example']);
    const toA = smtp.deliveries.find((delivery) => delivery.recipients.includes('a@usaha.example'));
    expect(toA?.parsed.attachments[0]?.content.toString()).toBe('234');
    expect(worker()).toBe(first);
  });

  it('says what the mail server said', async () => {
    await expect(send('rcpt-550@usaha.example')).rejects.toMatchObject({ code: 'EENVELOPE', responseCode: 550 });
  });

  it('tells all who wait when it ends, and begins anew with the next mail', async () => {
    const inHand = gate();
    smtp.script = (recipient) => {
      inHand.open();
      return recipient.startsWith('hang') ? 'hang' : 'accept';
    };
    const waiting = send('hang@usaha.example');
    await inHand.opened;
    await worker().terminate();
    await expect(waiting).rejects.toThrow('has ended');
    await send('a@usaha.example');
    expect(recipients()).toContain('a@usaha.example');
  });

  it('tells why it can not even begin', async () => {
    await expect(send('a@usaha.example', new SmtpThread({ url: 'smtp://[' }))).rejects.toThrow('Invalid URL');
  });

  it('leaves when there was nothing to send for a while, and begins anew with the next mail', async () => {
    const brief = new SmtpThread({ url: smtp.url, pool: true }, 1);
    for (const recipient of ['a@usaha.example', 'b@usaha.example']) {
      const sent = send(recipient, brief);
      const left = once(worker(brief), 'exit');
      await Promise.all([sent, left]);
    }
    expect(recipients()).toEqual(['a@usaha.example', 'b@usaha.example']);
  });

  it('begins anew after it was closed', async () => {
    await send('a@usaha.example');
    const first = worker();
    thread.close();
    await send('b@usaha.example');
    expect(worker()).not.toBe(first);
    expect(recipients()).toEqual(['a@usaha.example', 'b@usaha.example']);
  });
});

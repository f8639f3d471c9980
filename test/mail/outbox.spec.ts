import { afterEach, describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../src/kernel/ids.js';
import { AttachmentSources } from '../../src/mail/attachment-sources.js';
import { OutboxBell } from '../../src/mail/outbox-bell.js';
import { OutboxClaims } from '../../src/mail/outbox-claims.js';
import { Outbox } from '../../src/mail/outbox.js';
import { DeliveryFailed, Transport, type Mail } from '../../src/mail/transport.js';
import { gate, type Gate } from '../support/gate.js';
import { testStart } from '../support/test-app.js';
import { engineName, freshDatabase } from '../support/test-database.js';
import { startMail, type MailSystem, type MailSystemOptions } from './mail-system.js';

describe('outbox', () => {
  /** Notes what it is given; does first what a test asks of it. */
  class NotingTransport extends Transport {
    readonly delivered: string[] = [];
    before: (mail: Mail) => Promise<void> = () => Promise.resolve();

    override async deliver(mail: Mail): Promise<void> {
      await this.before(mail);
      this.delivered.push(mail.id);
    }

    /** From now on each mail is held when it is in hand, until `goOn` opens. */
    hold(): { readonly inHand: Gate; readonly goOn: Gate } {
      const [inHand, goOn] = [gate(), gate()];
      this.before = () => {
        inHand.open();
        return goOn.opened;
      };
      return { inHand, goOn };
    }

    override close(): void {
      this.before = () => Promise.resolve();
    }
  }

  const open: MailSystem[] = [];

  async function start(options: MailSystemOptions = {}): Promise<MailSystem> {
    const mail = await startMail(options);
    open.push(mail);
    return mail;
  }

  afterEach(async () => {
    for (const mail of open.splice(0)) await mail.close();
  });

  /** A worker that claimed what is due is gone, and so long ago that its leases are over. */
  async function dieWithWhatIsDue({ database, clock }: MailSystem): Promise<void> {
    await new OutboxClaims(database, clock).take();
    await database.transaction((tx) =>
      tx.query(`UPDATE email_messages SET lease_until = '2026-01-01T00:00:00.000Z' WHERE status = 'sending'`),
    );
  }

  const addresses = (count: number) => Array.from({ length: count }, (_, at) => `p${at}@usaha.example`);

  describe('the outbox', () => {
    it('mails nothing of a transaction that was rolled back', async () => {
      const transport = new NotingTransport();
      const mail = await start({ transport });
      await mail.enqueue(['first@usaha.example']);
      const failed = mail.database.transaction(async (tx) => {
        const [message] = await mail.messages();
        await mail.outbox.enqueue(tx, {
          officeId: message!.officeId,
          dedupeKey: 'rolled.back',
          to: { name: 'Siti', address: 'siti@usaha.example' },
          template: 'registration-received',
          locale: 'id',
          subjectId: newId(),
        });
        throw new Error('changed our mind');
      });
      await expect(failed).rejects.toThrow('changed our mind');
      await mail.dispatcher.drain();
      expect(transport.delivered).toHaveLength(1);
    });

    it('rings for what was enqueued, so that it need not wait for the next round', async () => {
      const mail = await start({ transport: new NotingTransport() });
      const bell = new OutboxBell();
      const rings: string[] = [];
      bell.whenRung(() => rings.push('ring'));
      const [first] = await mail.enqueue(['siti@usaha.example']);
      const { officeId } = await mail.message(first ?? '');
      await mail.database.transaction((tx) =>
        new Outbox(mail.clock, mail.settings, bell).enqueue(tx, {
          officeId,
          dedupeKey: 'fact:rung',
          to: { name: 'Siti', address: 'siti@usaha.example' },
          template: 'registration-received',
          locale: 'id',
          subjectId: newId(),
        }),
      );
      expect(rings).toEqual(['ring']);
    });

    it('takes the same fact once, and says so', async () => {
      const transport = new NotingTransport();
      const mail = await start({ transport });
      const [first] = await mail.enqueue(['siti@usaha.example'], { dedupeKey: 'fact:1' });
      await mail.dispatcher.drain();
      const [second] = await mail.enqueue(['siti@usaha.example'], { dedupeKey: 'fact:1' });
      await mail.dispatcher.drain();
      expect(second).toBe('known');
      expect(transport.delivered).toEqual([first]);
    });

    it('sends nothing before its time', async () => {
      const transport = new NotingTransport();
      const mail = await start({ transport });
      const sendAt = new Date(mail.clock.now().getTime() + 3_600_000);
      await mail.enqueue(['siti@usaha.example'], { sendAt });
      await mail.dispatcher.drain();
      expect(transport.delivered).toEqual([]);
      mail.clock.moveTo(sendAt);
      await mail.dispatcher.drain();
      expect(transport.delivered).toHaveLength(1);
    });

    it('skips what is no longer true, and says why', async () => {
      const transport = new NotingTransport();
      const mail = await start({ transport });
      const [id = ''] = await mail.enqueue(['siti@usaha.example'], { data: { skip: 'registration_cancelled' } });
      await mail.dispatcher.drain();
      expect(await mail.message(id)).toMatchObject({
        status: 'skipped',
        lastError: 'registration_cancelled',
        sentAt: null,
      });
      expect(transport.delivered).toEqual([]);
    });

    it.each([
      ['a view that throws', { data: { poison: 'view' } }, 'Error: Nothing is known of … (…)'],
      ['a template without its names', { data: { poison: 'template' } }, /not defined/],
      [
        'an attachment that cannot be made',
        { attachments: [{ source: 'broken', id: 'x' }] },
        'Error: The paper is jammed',
      ],
      ['an attachment of no known source', { attachments: [{ source: 'nobody', id: 'x' }] }, /nobody/],
      ['a template that does not exist', { template: 'no-such' }, /no-such/],
    ])('is not held up by %s', async (_, poison, reason) => {
      const transport = new NotingTransport();
      const mail = await start({ transport });
      const poisoned = await mail.enqueue(addresses(5), poison);
      const sound = await mail.enqueue(addresses(25));
      await mail.dispatcher.drain();
      expect([...transport.delivered].sort()).toEqual([...sound].sort());
      for (const id of poisoned) {
        const message = await mail.message(id);
        expect(message).toMatchObject({ status: 'pending', attempts: 1 });
        if (typeof reason === 'string') expect(message.lastError).toBe(reason);
        else expect(message.lastError).toMatch(reason);
      }
    });

    it('gives up a message whose attempts never come to an end', async () => {
      const transport = new NotingTransport();
      const mail = await start({ transport });
      const [id = ''] = await mail.enqueue(['siti@usaha.example']);
      await mail.database.transaction((tx) => tx.query('UPDATE email_messages SET attempts = 12'));
      await dieWithWhatIsDue(mail);
      await mail.dispatcher.drain();
      const lastError = 'The attempt did not come to an end.';
      expect(await mail.message(id)).toMatchObject({ status: 'failed', attempts: 13, lastError, leaseToken: null });
      expect(transport.delivered).toEqual([]);
    });

    it('tries at once what three workers died with, and a minute later what a fourth died with', async () => {
      const transport = new NotingTransport();
      const mail = await start({ transport });
      const [id = ''] = await mail.enqueue(['siti@usaha.example']);
      for (let deaths = 0; deaths < 4; deaths += 1) await dieWithWhatIsDue(mail);
      await mail.dispatcher.drain();
      const waiting = await mail.message(id);
      expect(waiting).toMatchObject({ status: 'pending', attempts: 4, leaseToken: null });
      expect(waiting.nextAttemptAt.getTime()).toBeGreaterThanOrEqual(testStart.getTime() + 60_000);
      mail.clock.moveTo(waiting.nextAttemptAt);
      await mail.dispatcher.drain();
      expect(transport.delivered).toEqual([id]);
    });

    it('gives nothing up because workers die often in a short time', async () => {
      const transport = new NotingTransport();
      const mail = await start({ transport });
      const ids = await mail.enqueue(addresses(12));
      for (let deaths = 0; deaths < 50; deaths += 1) {
        await dieWithWhatIsDue(mail);
        mail.clock.moveBySeconds(3);
      }
      mail.clock.moveBySeconds(300);
      await mail.dispatcher.drain();
      expect([...transport.delivered].sort()).toEqual([...ids].sort());
    });

    it('once started, sends by itself what is enqueued', async () => {
      const transport = new NotingTransport();
      const mail = await start({ transport });
      const sent = gate();
      transport.before = () => {
        sent.open();
        return Promise.resolve();
      };
      mail.dispatcher.start();
      await mail.enqueue(['siti@usaha.example']);
      await sent.opened;
    });

    it('finishes the message in hand when it is stopped, and gives the others back', async () => {
      const transport = new NotingTransport();
      const mail = await start({ transport });
      await mail.enqueue(addresses(12));
      const { inHand, goOn } = transport.hold();
      const drained = mail.dispatcher.drain();
      await inHand.opened;
      const stopped = mail.dispatcher.stop();
      goOn.open();
      await Promise.all([drained, stopped]);
      const messages = await mail.messages();
      expect(messages.filter(({ status }) => status === 'sent')).toHaveLength(transport.delivered.length);
      expect(transport.delivered.length).toBeLessThanOrEqual(4);
      const back = messages.filter(({ status }) => status === 'pending');
      expect(back).toHaveLength(12 - transport.delivered.length);
      for (const message of back) expect(message).toMatchObject({ attempts: 0, leaseToken: null, leaseUntil: null });
    });
  });

  it('begins nothing more once it cannot be written down how a message went', async () => {
    const transport = new NotingTransport();
    const mail = await start({ transport });
    await mail.enqueue(addresses(12));
    await mail.database.transaction((tx) => tx.query('DROP TABLE sent_emails'));
    const failed = gate();
    let begun = 0;
    transport.before = () => {
      begun += 1;
      return begun === 1 ? Promise.resolve() : failed.opened;
    };
    const drained = mail.dispatcher.drain();
    await mail.failureToSettle();
    failed.open();
    await expect(drained).rejects.toThrow('sent_emails');
    expect(begun).toBe(5);
  });

  it('sends nothing twice because its clock is set while a message is on its way', async () => {
    const transport = new NotingTransport();
    const mail = await start({ transport });
    const ids = await mail.enqueue(addresses(120));
    const goOn = gate();
    let begun = 0;
    transport.before = () => {
      begun += 1;
      if (begun === 50) mail.clock.moveBySeconds(3_600);
      if (begun === ids.length) goOn.open();
      return begun === 1 ? goOn.opened : Promise.resolve();
    };
    await mail.dispatcher.drain();
    expect([...transport.delivered].sort()).toEqual([...ids].sort());
  });

  describe('several dispatchers on one database', () => {
    const onPostgres = engineName() === 'postgres' ? it : it.skip;
    onPostgres('take over an expired lease; the frozen one changes nothing when it wakes', async () => {
      const on = await freshDatabase();
      const frozen = new NotingTransport();
      const mine = await start({ on, transport: frozen });
      const other = await start({ on, transport: new NotingTransport() });
      const [id = ''] = await mine.enqueue(['siti@usaha.example']);
      const inHand = gate();
      const thaw = gate();
      frozen.before = async () => {
        inHand.open();
        await thaw.opened;
        throw new DeliveryFailed(true, 'SMTP 550: much too late');
      };
      const drained = mine.dispatcher.drain();
      await inHand.opened;
      await other.dispatcher.drain();
      expect(await mine.message(id)).toMatchObject({ status: 'sending', attempts: 1 });
      await other.database.transaction((tx) =>
        tx.query(`UPDATE email_messages SET lease_until = '2026-01-01T00:00:00.000Z'`),
      );
      await other.dispatcher.drain();
      const taken = await mine.message(id);
      expect(taken).toMatchObject({ status: 'sent', attempts: 2 });
      thaw.open();
      await drained;
      expect(await mine.message(id)).toEqual(taken);
    });

    it('lose a message to another without losing those that are written down with it', async () => {
      const transport = new NotingTransport();
      const mail = await start({ transport });
      const [lost = '', kept = ''] = await mail.enqueue(addresses(2));
      const { inHand, goOn } = transport.hold();
      const drained = mail.dispatcher.drain();
      await inHand.opened;
      const other = newId();
      await mail.database.transaction((tx) =>
        tx.query(`UPDATE email_messages SET lease_token = '${other}' WHERE id = '${lost}'`),
      );
      goOn.open();
      await drained;
      expect(await mail.message(lost)).toMatchObject({ status: 'sending', leaseToken: other });
      expect(await mail.message(kept)).toMatchObject({ status: 'sent', leaseToken: null });
    });

    onPostgres('take nothing that another is sending, however wrong their clocks are', async () => {
      const on = await freshDatabase();
      const [slow, ahead] = [new NotingTransport(), new NotingTransport()];
      const mine = await start({ on, transport: slow });
      const other = await start({ on, transport: ahead });
      await mine.enqueue(['siti@usaha.example']);
      const { inHand, goOn } = slow.hold();
      const drained = mine.dispatcher.drain();
      await inHand.opened;
      other.clock.moveBySeconds(3_600);
      await other.dispatcher.drain();
      goOn.open();
      await drained;
      expect([slow.delivered.length, ahead.delivered.length]).toEqual([1, 0]);
    });

    onPostgres('deliver 200 messages 200 times in all', async () => {
      const on = await freshDatabase();
      const transport = new NotingTransport();
      const workers = [];
      for (let at = 0; at < 4; at += 1) workers.push(await start({ on, transport }));
      transport.before = async () => {
        await new Promise((resolve) => setImmediate(resolve));
      };
      const ids = await workers[0]!.enqueue(addresses(200));
      await Promise.all(workers.map(({ dispatcher }) => dispatcher.drain()));
      expect(transport.delivered).toHaveLength(200);
      expect(new Set(transport.delivered)).toEqual(new Set(ids));
      const messages = await workers[0]!.messages();
      expect(messages.every(({ status, attempts }) => status === 'sent' && attempts === 1)).toBe(true);
    });
  });

  describe('the local mailbox', () => {
    it('holds one file for each message, even if one is delivered again', async () => {
      const mail = await start();
      const [id = ''] = await mail.enqueue(['siti@usaha.example']);
      await mail.enqueue(['budi@usaha.example']);
      await mail.dispatcher.drain();
      await mail.database.transaction((tx) => tx.query(`UPDATE email_messages SET status = 'pending'`));
      mail.clock.moveBySeconds(60);
      await mail.dispatcher.drain();
      const files = await readdir(join(mail.settings.dataDir, 'mail'));
      expect(files).toHaveLength(2);
      expect(
        files.filter((file) => file.startsWith('2026-10-05T00-00-00-000Z') && file.endsWith(`_${id}.eml`)),
      ).toHaveLength(1);
    });
  });

  describe('attachment sources', () => {
    it('are registered once each', () => {
      const sources = new AttachmentSources();
      const maker = () => Promise.reject(new Error('unused'));
      sources.register('calendar', maker);
      expect(() => {
        sources.register('calendar', maker);
      }).toThrow('calendar');
    });
  });
});

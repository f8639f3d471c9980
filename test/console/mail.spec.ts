import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { updateRows } from '../../src/database/rows.js';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { copyDays, SentCopies } from '../../src/mail/sent-copies.js';
import { SentEmail } from '../../src/mail/sent-email.entity.js';
import { LocalMailbox } from '../../src/mail/local-mailbox.js';
import { EmailWording } from '../../src/mail/wording/email-wording.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistration, type Registered } from '../factories/registration.js';
import { anOffice } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { aBrowser, type Browser } from './browser.js';

const name = 'Siti <b>Norhasanah</b>';

describe('the mail of an office in the console', () => {
  let app: TestApp;
  let browser: Browser;
  let batch: Batch;
  let registered: Registered;

  beforeAll(async () => {
    app = await startApp();
    const officeId = await anOffice(app.database);
    browser = await aBrowser(app, { officeId });
    batch = await aBatch(app.database, { officeId });
    await aSession(app.database, batch);
    registered = await aRegistration(app, batch, 1, { participant: { email: 'siti_1@usaha.example' } });
    await aRegistration(app, batch, 2, { participant: { email: 'rusdi@usaha.example' } });
  });
  afterAll(() => app.close());

  const messageTo = (address: string) =>
    app.database.reader.findOneByOrFail(EmailMessage, { recipientAddress: address });
  const mail = () => app.app.get(Dispatcher).drain();

  it('shows what a queued message would say, and what a sent one said to the letter, whatever came after', async () => {
    const { id } = await messageTo('siti_1@usaha.example');
    const queued = await browser.get(`/console/pesan/${id}`);
    expect(queued.text).toContain('Beginilah isinya bila dikirim sekarang');
    expect(queued.text).toContain(registered.code);
    expect((await browser.get(`/console/pesan/${id}/email`)).text).toContain('src="data:image/png;base64,');
    await mail();
    await app.database.transaction((tx) => tx.query(`UPDATE batches SET venue_name = 'Tempat Lain'`));
    const sent = await browser.get(`/console/pesan/${id}`);
    expect(sent.text).toContain('Persis seperti yang dikirim');
    expect(sent.text).toContain('Balai Pelatihan Koperasi');
    expect(sent.text).not.toContain('Tempat Lain');
    const html = await browser.get(`/console/pesan/${id}/email`);
    expect(html.text).toContain('Balai Pelatihan Koperasi');
    expect(html.headers['content-security-policy']).toMatch(/^default-src 'none';.* sandbox$/);
    const mailbox = app.app.get(LocalMailbox, { strict: false });
    const delivered = (await mailbox.names()).find((one) => one.endsWith(id)) ?? '';
    const { simpleParser } = await import('mailparser');
    const parsed = await simpleParser((await mailbox.read(delivered)) ?? '');
    expect(html.text.replaceAll(/src="data:[^"]*"/g, 'src="cid:ticket-qr"').trim()).toBe(
      String(parsed.html)
        .replaceAll(/src="data:[^"]*"/g, 'src="cid:ticket-qr"')
        .trim(),
    );
    expect(sent.text).toMatch(/tiket-[\w-]+\.png<\/a><br><span class="small quiet">[\d,]+ KB/);
    for (const [index, { content }] of parsed.attachments.entries()) {
      const file = await browser.get(`/console/pesan/${id}/lampiran/${index}`).buffer(true);
      expect(Buffer.compare(file.body as Buffer, content)).toBe(0);
      expect(file.headers['content-disposition']).toMatch(/^attachment; /);
    }
    expect((await browser.get(`/console/pesan/${id}/lampiran/9`)).status).toBe(404);
  });

  it('keeps copies that tell a thief nothing, and forgets them after 90 days', async () => {
    const { id } = await messageTo('rusdi@usaha.example');
    const kept = await app.database.reader.findOneByOrFail(SentEmail, { id });
    const plain = Buffer.from(kept.sealed, 'base64url').toString('latin1');
    expect(`${kept.sealed}${plain}`).not.toMatch(/rusdi|pendaftaran|Balai/i);
    const start = app.clock.now();
    app.clock.moveTo(new Date(start.getTime() + (copyDays - 1) * 86_400_000));
    await app.app.get(SentCopies).forget();
    expect(await app.database.reader.existsBy(SentEmail, { id })).toBe(true);
    app.clock.moveTo(new Date(start.getTime() + (copyDays + 1) * 86_400_000));
    await app.app.get(SentCopies).forget();
    expect(await app.database.reader.existsBy(SentEmail, { id })).toBe(false);
    app.clock.moveTo(start);
    const page = await browser.get(`/console/pesan/${id}`);
    expect(page.text).toContain('salinan disimpan paling lama 90 hari');
    expect((await browser.get(`/console/pesan/${id}/email`)).status).toBe(404);
  });

  it('finds messages by recipient, kind, status and batch', async () => {
    const titles = async (query: string) => {
      const { text } = await browser.get(`/console/pesan?${query}`);
      return [...text.matchAll(/&lt;(\w+@[\w.]+)&gt;/g)].map(([, address]) => address).sort();
    };
    const both = ['rusdi@usaha.example', 'siti_1@usaha.example'];
    expect(await titles(`angkatan=${batch.id}`)).toEqual(both);
    expect(await titles('angkatan=01890000-0000-7000-8000-000000000000')).toEqual([]);
    expect(await titles('q=RUSDI%40')).toEqual(['rusdi@usaha.example']);
    expect(await titles('q=siti_1')).toEqual(['siti_1@usaha.example']);
    expect(await titles('q=ru_di')).toEqual([]);
    expect(await titles('template=registration-confirmed')).toEqual(both);
    expect(await titles('template=certificate-issued')).toEqual([]);
    expect(await titles('status=sent')).toEqual(both);
    expect(await titles('status=failed&q=rusdi')).toEqual([]);
    expect((await browser.get('/console/pesan?q=tidakada')).text).toContain('Tampilkan semua');
  });

  it('tells the history of a message, and starts it again from its page', async () => {
    const { id } = await messageTo('rusdi@usaha.example');
    const failed = { status: 'failed' as const, attempts: 13, lastError: 'SMTP 550: unknown', sentAt: null };
    await app.database.transaction((tx) => updateRows(tx, EmailMessage, { id }, failed));
    const page = await browser.get(`/console/pesan/${id}`);
    expect(page.text).toContain('Tidak terkirim setelah 13 kali dicoba');
    expect(page.text).toContain('SMTP 550: unknown');
    expect((await browser.post(`/console/pesan/${id}/ulang`)).status).toBe(303);
    const again = await browser.get(`/console/pesan/${id}`);
    expect(again.text).toContain('Dikirim ulang oleh ');
    expect(again.text).toContain('Menunggu giliran kirim');
  });

  describe('its templates', () => {
    const path = '/console/pesan/templat/batch-cancelled/id';
    const words = { subject: 'Batal: {{kegiatan}}', body: 'Yth. {{nama}},\n\n{{alasan}}' };
    const standing = () => app.database.reader.findBy(EmailWording, { officeId: browser.member.officeId });

    it('are all listed, in both languages', async () => {
      const { text } = await browser.get('/console/pesan/templat');
      expect([...text.matchAll(/href="\/console\/pesan\/templat\/[\w-]+\/(id|en)"/g)]).toHaveLength(30);
      expect(text).toContain('Teks bawaan');
    });

    it('are previewed as typed, escaped, and with their mistakes', async () => {
      const shown = await browser.post(`${path}/pratinjau`, { ...words, body: `${name} {{nama}}\n\n{{alasan}}` });
      expect(shown.text).toContain('Siti &lt;b&gt;Norhasanah&lt;/b&gt; Siti Rahmah');
      expect(shown.text).toContain('Batal: Pemasaran Digital bagi UMKM Sasirangan');
      expect(shown.headers['content-security-policy']).toMatch(/ sandbox$/);
      const faulty = await browser.post(`${path}/pratinjau`, { ...words, body: '<i>\n{{nam}}' });
      expect(faulty.text).toContain('Isi: Baris 2, kolom 1: {{nam}} tidak dikenal.');
      expect((await browser.get(`${path}/pratinjau`)).text).toContain('Dengan menyesal kami sampaikan');
      expect(await standing()).toEqual([]);
    });

    it('come back as typed when refused, with line and column', async () => {
      const { status, text } = await browser.post(path, {
        ...words,
        body: 'Yth.\n{{namaa}}\n\n{{alasan}}',
        version: '0',
      });
      expect(status).toBe(422);
      expect(text).toContain('Baris 2, kolom 1: {{namaa}} tidak dikenal.');
      expect(text).toContain('Yth.\n{{namaa}}');
    });

    it('are tried out by a mail to the writer, in the words that are not kept yet', async () => {
      const { text } = await browser.post(`${path}/uji`, words);
      expect(text).toContain('Email uji coba masuk antrean kirim ke ');
      expect(text).toContain('Batal: {{kegiatan}}');
      await mail();
      const trial = await app.database.reader.findOneByOrFail(EmailMessage, { template: 'wording-trial' });
      expect(trial).toMatchObject({ status: 'sent', lastError: null, officeId: browser.member.officeId });
      const copy = await app.app.get(SentCopies).read(trial);
      expect(copy?.subject).toBe('[Uji coba] Batal: Pemasaran Digital bagi UMKM Sasirangan');
      expect(await standing()).toEqual([]);
    });

    it('are kept, tell a second editor, and return to ours', async () => {
      expect((await browser.post(path, { ...words, version: '0' })).headers.location).toBe(
        `${path}?done=mail-templates.saved`,
      );
      const late = await browser.post(path, { ...words, subject: 'Lain', version: '0' });
      expect([late.status, late.text.includes('baru saja diubah oleh orang lain')]).toEqual([409, true]);
      expect(await standing()).toMatchObject([words]);
      expect((await browser.post(`${path}/bawaan`, { version: '0' })).status).toBe(409);
      expect((await browser.post(`${path}/bawaan`, { version: '1' })).headers.location).toBe(
        `${path}?done=mail-templates.reset`,
      );
      expect(await standing()).toEqual([]);
    });
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { LocalMailbox } from '../../src/mail/local-mailbox.js';
import { startApp, testStart, type TestApp } from '../support/test-app.js';

describe('mail in development', () => {
  let app: TestApp;

  afterEach(() => app.close());

  async function start(overrides: Parameters<typeof startApp>[0] = {}): Promise<string> {
    app = await startApp(overrides);
    await app.app.get(LocalMailbox).deliver({
      id: 'message',
      messageId: '<message@bina.example>',
      sentAt: testStart,
      from: 'Bina <bina@dinas.example>',
      to: { name: 'Siti', address: 'siti@usaha.example' },
      replyTo: null,
      unsubscribeUrl: null,
      subject: 'Undangan <peserta>',
      text: 'Sampai bertemu',
      html: '<p>Sampai bertemu</p><img src="cid:ticket-qr"><script>alert(1)</script>',
      attachments: [
        { filename: 'tiket.png', contentType: 'image/png', content: Buffer.from('PNG'), contentId: 'ticket-qr' },
        { filename: 'jadwal.ics', contentType: 'text/calendar', content: Buffer.from('BEGIN:VCALENDAR') },
      ],
    });
    return '/dev/mail/2026-10-05T00-00-00-000Z_message';
  }

  const page = (path: string) => app.http().get(path).set('accept', 'text/html');

  describe('the mailbox of a developer', () => {
    it('lists the mails and finds one by recipient or subject', async () => {
      const path = await start();
      const list = await page('/dev/mail').expect(200);
      expect(list.text).toContain(`href="${path}"`);
      expect(list.text).toContain('Undangan &lt;peserta&gt;');
      expect((await page('/dev/mail?q=SITI').expect(200)).text).toContain(path);
      expect((await page('/dev/mail?q=budi').expect(200)).text).not.toContain(path);
    });

    it('shows a mail with its text, its HTML apart and its attachments', async () => {
      const path = await start();
      const shown = await page(path).expect(200);
      expect(shown.text).toContain('Sampai bertemu');
      expect(shown.text).toContain(`src="${path}/html"`);
      const html = await page(`${path}/html`).expect(200);
      expect(html.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/);
      expect(html.text).toContain('src="data:image/png;base64,');
      const file = await page(`${path}/attachments/1`).expect(200);
      expect(file.headers['content-disposition']).toContain('jadwal.ics');
      expect((file.body as Buffer).toString()).toBe('BEGIN:VCALENDAR');
      await page(`${path}/attachments/7`).expect(404);
    });

    it('opens no other file', async () => {
      await start();
      for (const name of ['..%2Fbina.db', '..%2F..%2Fetc%2Fpasswd', 'message', '%00']) {
        const { status } = await page(`/dev/mail/${name}`);
        expect([400, 404]).toContain(status);
      }
    });

    it.each([
      ['in production', { environment: 'production' as const }],
      ['where a mail server is set', { smtpUrl: 'smtp://127.0.0.1:1' }],
    ])('does not exist %s', async (_, overrides) => {
      const path = await start(overrides);
      for (const address of ['/dev/mail', path, `${path}/html`, `${path}/attachments/0`])
        await page(address).expect(404);
    });
  });
});

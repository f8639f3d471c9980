import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { SignInSheet } from '../../src/attendance/sign-in-sheet.js';
import { CertificateDocuments } from '../../src/certificates/certificate-documents.js';
import { Certificate } from '../../src/certificates/certificate.entity.js';
import { IssueCertificates } from '../../src/certificates/issue-certificates.js';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistration } from '../factories/registration.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { aBrowser, type Browser } from './browser.js';

const path = '/console/pengaturan/logo';

describe('the logo of an office', () => {
  let app: TestApp;
  let browser: Browser;
  const picture = createCanvas(120, 80).toBuffer('image/png');

  beforeAll(async () => {
    app = await startApp();
    browser = await aBrowser(app, { role: 'administrator' });
  });

  afterAll(() => app.close());

  const upload = (bytes: Buffer, filename = 'logo.png') =>
    app
      .http()
      .post(path)
      .set({ accept: 'text/html', 'accept-language': 'id', cookie: browser.cookie })
      .attach('file', bytes, filename);

  it('is refused unless its bytes are a picture that can be printed, and nothing changes', async () => {
    const page = await upload(Buffer.from('<svg/>'), 'logo.png');
    expect([page.status, page.text.includes('bukan gambar PNG atau JPEG')]).toEqual([409, true]);
    expect((await upload(picture.subarray(0, 60))).status).toBe(409);
    expect((await upload(Buffer.alloc(301 * 1024))).text).toContain('paling besar 300 KB');
    expect((await app.http().get('/logo')).status).toBe(404);
    expect((await app.http().get('/').set('accept', 'text/html')).text).toContain('src="/assets/mark.svg"');
  });

  it('ends nothing when it is broken within: what is kept is a sound picture', async () => {
    const painted = createCanvas(120, 80);
    painted.getContext('2d').fillRect(20, 10, 50, 50);
    const whole = painted.toBuffer('image/png');
    for (const at of [45, whole.length >> 1, whole.length - 14]) {
      const turned = Buffer.from(whole);
      turned.writeUInt32BE(~turned.readUInt32BE(at) >>> 0, at);
      expect([303, 409]).toContain((await upload(turned)).status);
    }
    expect((await upload(whole.subarray(0, whole.length >> 1))).status).toBe(303);
    const { body } = await app.http().get('/logo').expect(200);
    expect((await loadImage(body as Buffer)).width).toBe(120);
    await browser.post(`${path}/hapus`).expect(303);
  });

  it('is shown at the head of pages, kept by browsers, and removed again', async () => {
    expect((await upload(picture, 'logo.txt')).status).toBe(303);
    const home = (await app.http().get('/').set('accept', 'text/html')).text;
    const address = /<img src="(\/logo\?v[^"]+)"/.exec(home)?.[1]?.replaceAll('&#x3D;', '=') ?? '';
    const logo = await app.http().get(address);
    expect([logo.status, logo.headers['content-type'], logo.body]).toEqual([200, 'image/png', picture]);
    const again = await app
      .http()
      .get(address)
      .set('if-none-match', logo.headers.etag ?? '');
    expect(again.status).toBe(304);
    expect((await browser.get(path)).text).toContain('data:image/png;base64,');
  });

  it('is printed on certificates and sign-in sheets', async () => {
    const batch = await aBatch(app.database, { officeId: browser.member.officeId });
    const session = await aSession(app.database, batch);
    const { id } = await aRegistration(app, batch, 1);
    await app.app.get(MarkAttendance).run(browser.member.actor, session.id, id, { status: 'present' });
    await app.app.get(IssueCertificates).run(browser.member.actor, batch.id);
    const certificate = await app.database.reader.findOneByOrFail(Certificate, { registrationId: id });
    const papers = async () => [
      (await app.app.get(CertificateDocuments).pdf(certificate)).content,
      (await app.app.get(SignInSheet).run(browser.member.actor, session.id)).content,
    ];
    const pictures = (paper: Buffer) => paper.toString('latin1').includes('/Subtype /Image');
    expect((await papers()).map(pictures)).toEqual([true, true]);
    expect((await browser.post(`${path}/hapus`)).status).toBe(303);
    expect((await papers()).map(pictures)).toEqual([false, false]);
  });

  it.each([
    ['a page behind it', Buffer.from('<script>alert(1)</script>')],
    ['an archive behind it', Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
  ])('that has %s is a picture for browsers, whatever it is called', async (_, more) => {
    expect((await upload(Buffer.concat([picture, more]), '../../index.html')).status).toBe(303);
    const { headers } = await app.http().get('/logo');
    expect([headers['content-type'], headers['x-content-type-options']]).toEqual(['image/png', 'nosniff']);
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect((await browser.post(`${path}/hapus`)).status).toBe(303);
  });

  it.each([
    ['a drawing', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a page', '<!doctype html><img src=x onerror=alert(1)>'],
    ['a moving picture that is a script', 'GIF89a/*\u0001*/=1;alert(1)'],
    ['a bitmap', 'BM6\u0000\u0000\u0000'],
  ])('is not %s with the name of one', async (_, content) => {
    expect((await upload(Buffer.from(content), 'logo.png')).status).toBe(409);
    expect((await app.http().get('/logo')).status).toBe(404);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBrowser, type Browser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram, aTrainer } from '../factories/program.js';
import { laptop, openWebsite, phone, type Website } from './website.js';

describe('planning a session beside others', () => {
  let site: Website;
  let staff: Browser;

  beforeAll(async () => {
    site = await openWebsite();
    staff = await aBrowser(site.app);
  }, 60_000);

  afterAll(() => site.close());

  const open = (path: string, options = {}) => {
    const [name = '', value = ''] = staff.cookie.split('=');
    const cookie = { name, value, domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false };
    const storageState = { cookies: [{ ...cookie, sameSite: 'Lax' as const }], origins: [] };
    return site.visit(path, { viewport: laptop, storageState, ...options });
  };

  async function prepare() {
    const { officeId } = staff.member;
    const { database } = site.app;
    const trainer = await aTrainer(database, { officeId, name: 'Dr. Rusmina' });
    const other = await aBatch(database, { program: await aProgram(database, { officeId, title: 'Bimtek Kemasan' }) });
    await aSession(database, other, { title: 'Label', trainerIds: [trainer.id] });
    const program = await aProgram(database, { officeId, title: 'Diklat Keuangan' });
    const batch = await aBatch(database, { program, venueName: `Gedung ${trainer.id}` });
    return { trainer, path: `/console/angkatan/${batch.id}/jadwal/baru` };
  }

  it.each([true, false])('tells of a clash before it is saved (JavaScript: %s)', async (javaScriptEnabled) => {
    const { trainer, path } = await prepare();
    const page = await open(path, { javaScriptEnabled });
    page.setDefaultTimeout(12_000);
    await page.fill('[name=title]', 'Kas');
    await page.fill('[name=lessonHours]', '2');
    await page.fill('[name=startsAt]', '2026-10-20T10:00');
    await page.fill('[name=endsAt]', '2026-10-20T12:00');
    await page.check(`[value="${trainer.id}"]`);
    if (!javaScriptEnabled) await page.click('[name=periksa]');
    const warning = page.locator('#check .warned');
    await warning.waitFor();
    expect(await warning.innerText()).toContain('Dr. Rusmina sudah bertugas pada Label (Bimtek Kemasan)');
    await page.fill('[name=startsAt]', '2026-10-20T11:00');
    if (!javaScriptEnabled) await page.click('[name=periksa]');
    await page.getByText('Tidak ada bentrok narasumber maupun ruang.').waitFor();
    await page.click('form .button:not([name])');
    await page.getByText('Sesi sudah ditambahkan.').waitFor();
    await page.context().close();
  });

  it('is a table for a wide window and an agenda for a phone', async () => {
    await prepare();
    const wide = await open('/console/kalender?bulan=2026-10');
    expect(await wide.getByRole('columnheader').allInnerTexts()).toContain('Senin');
    const narrow = await open('/console/kalender?bulan=2026-10', { viewport: phone });
    expect(await narrow.getByText('Selasa, 20 Oktober 2026').isVisible()).toBe(true);
    expect(await narrow.locator('.month .blank').first().isVisible()).toBe(false);
    await narrow.locator('a.entry').first().click();
    expect(narrow.url()).toContain('/jadwal');
    await Promise.all([wide.context().close(), narrow.context().close()]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBatch, aSession } from '../factories/batch.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { aBrowser } from './browser.js';

describe('the console leads to', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });

  afterAll(() => app.close());

  it('the sign-in whoever is not signed in, and back to where they wanted to go', async () => {
    const open = app.http().get('/console/program?q=kemasan').set('accept', 'text/html');
    const sent = app.http().post('/console/mitra/baru').type('form').set('accept', 'text/html');
    const to = [(await open).headers.location, (await sent).headers.location];
    expect(to).toEqual([
      `/masuk?next=${encodeURIComponent('/console/program?q=kemasan')}`,
      `/masuk?next=${encodeURIComponent('/console')}`,
    ]);
  });

  it('what an attendant may open, and nothing else', async () => {
    const attendant = await aBrowser(app, { role: 'attendant' });
    const batch = await aBatch(app.database);
    await aSession(app.database, batch);
    expect((await attendant.get('/console')).text).not.toContain('href="/console/program"');
    const marks = await attendant.get(`/console/angkatan/${batch.id}/presensi`);
    expect(marks.text).not.toContain(`href="/console/angkatan/${batch.id}/laporan"`);
  });

  it('the settings administrators alone', async () => {
    const pages = [await aBrowser(app), await aBrowser(app, { role: 'administrator' })];
    const shown = await Promise.all(pages.map((browser) => browser.get('/console')));
    expect(shown.map(({ text }) => text.includes('/console/pengaturan'))).toEqual([false, true]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/kernel/ids.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aPartner, aProgram } from '../factories/program.js';
import { anOffice, aStaffMember } from '../factories/staff.js';
import { startApp, type Route, type TestApp } from '../support/test-app.js';
import { aBrowser, type Browser } from './browser.js';

const forAttendants = new Set([
  'GET /console',
  'GET /console/angkatan/:id/presensi',
  'GET /console/angkatan/:id/presensi/terkini',
  'GET /console/angkatan/:id/presensi/sesi/:sessionId',
  'POST /console/angkatan/:id/presensi/sesi/:sessionId',
  'GET /console/angkatan/:id/presensi/sesi/:sessionId/belum',
  'POST /console/angkatan/:id/presensi/sesi/:sessionId/belum',
  'GET /console/angkatan/:id/presensi/daftar-hadir',
  'GET /console/angkatan/:id/presensi/daftar-hadir/pdf',
  'POST /console/sesi/:id/presensi/:registrationId',
  'GET /console/sesi/:id/daftar-hadir',
  'GET /console/sesi/:id/layar',
  'GET /console/sesi/:id/layar/kode',
  'GET /console/angkatan/:id/presensi-mandiri',
  'POST /console/angkatan/:id/presensi-mandiri/:registrationId/lepas',
  'GET /console/perangkat',
  'POST /console/perangkat/lain',
  'POST /console/perangkat/:id/keluar',
]);

describe('who may open the console', () => {
  let app: TestApp;
  let organizer: Browser;
  let routes: Route[];

  beforeAll(async () => {
    app = await startApp();
    organizer = await aBrowser(app);
    routes = app.routes.filter(({ method, url }) => url.startsWith('/console') && method !== 'HEAD');
  });

  afterAll(() => app.close());

  /** The address of a route with these ids in it, one after the other. */
  const address = ({ url }: Route, ids: readonly string[]) => {
    const left = [...ids];
    return url.replace(':form', 'pdf').replaceAll(/:\w+/g, () => left.shift() ?? newId());
  };
  const open = (browser: Browser, route: Route, ids: readonly string[]) => {
    const path = address(route, ids);
    return route.method === 'GET' ? browser.get(path) : browser.post(path);
  };

  it('nobody without signing in: pages lead to the sign-in and back', async () => {
    expect(routes.length).toBeGreaterThan(30);
    for (const route of routes) {
      const path = address(route, []);
      const request = app.http();
      const ask = route.method === 'GET' ? request.get(path) : request.post(path);
      const { status, headers } = await ask.set('accept', 'text/html');
      const next = route.method === 'GET' ? path : '/console';
      expect({ route, status, to: headers.location }).toEqual({
        route,
        status: 303,
        to: `/masuk?next=${encodeURIComponent(next)}`,
      });
    }
  });

  it('no attendant but where attendance is taken', async () => {
    const attendant = await aBrowser(app, { role: 'attendant' });
    const batch = await aBatch(app.database);
    await aSession(app.database, batch);
    for (const route of routes) {
      const { status } = await open(attendant, route, [batch.id]);
      const allowed = forAttendants.has(`${route.method} ${route.url}`);
      expect({ route, refused: status === 403 }).toEqual({ route, refused: !allowed });
    }
    const home = await attendant.get('/console');
    expect(home.text).not.toContain('href="/console/program"');
    const marks = await attendant.get(`/console/angkatan/${batch.id}/presensi`);
    expect(marks.text).not.toContain(`href="/console/angkatan/${batch.id}/laporan"`);
  });

  it('no organiser the settings, which are the administrator’s', async () => {
    const own = routes.filter(({ url }) => url.startsWith('/console/pengaturan'));
    expect(own.length).toBeGreaterThan(5);
    for (const route of own) {
      const { status } = await open(organizer, route, []);
      expect({ route, status }).toEqual({ route, status: 403 });
    }
    expect((await organizer.get('/console')).text).not.toContain('/console/pengaturan');
  });

  it('no office another one’s rows: they answer as what does not exist', async () => {
    const officeId = await anOffice(app.database, { name: 'Dinas Lain' });
    const partner = await aPartner(app.database, { officeId });
    const program = await aProgram(app.database, { officeId, partnerIds: [partner.id], title: 'Rahasia Dinas Lain' });
    const batch = await aBatch(app.database, { program });
    const session = await aSession(app.database, batch, { title: 'Sesi Dinas Lain' });
    const stranger = await aStaffMember(app.database, { officeId, name: 'Pegawai Dinas Lain' });
    const administrator = await aBrowser(app, { role: 'administrator' });
    const unknown = [newId(), newId()];
    const plain = (text: string, ids: readonly string[]) =>
      ids.reduce((left, id) => left.replaceAll(id, 'ID'), text).replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, 'KEY');
    for (const route of routes.filter(({ url }) => url.includes(':'))) {
      const nobodys = await open(administrator, route, unknown);
      for (const foreign of [
        [program.id, session.id],
        [batch.id, session.id],
        [stranger.userId, session.id],
        [session.id],
      ]) {
        const theirs = await open(administrator, route, foreign);
        expect({ route, status: theirs.status }).toEqual({ route, status: nobodys.status });
        expect([404, 422]).toContain(theirs.status);
        expect(plain(theirs.text, foreign)).toBe(plain(nobodys.text, unknown));
        expect(theirs.text).not.toContain('Dinas Lain');
      }
    }
  });

  it('nobody by a form on another site', async () => {
    const { status } = await organizer.post('/console/mitra/baru').set('origin', 'https://jahat.example');
    expect(status).toBe(403);
  });
});

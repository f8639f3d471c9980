import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { IssueCertificates } from '../../src/certificates/issue-certificates.js';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { aBrowser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aPartner, aProgram, aTrainer } from '../factories/program.js';
import { aRegistration } from '../factories/registration.js';
import { anOffice } from '../factories/staff.js';
import { SendReport } from '../../src/reports/send-report.js';
import { faults, keepPicture, overflowing, tooSmall, unlikeRead } from './looking.js';
import { laptop, openWebsite, phone, type Website } from './website.js';

const long = 'Pelatihan Penyusunan Laporan Pertanggungjawaban dan Pembukuan Sederhana bagi Pengurus Koperasi';
const name = 'Hj. Siti Norhasanah binti H. Abdurrahman, S.E., M.M.';

const names = [
  ...['home', 'programs', 'program', 'newProgram', 'editProgram', 'partners', 'newPartner', 'newTrainer', 'messages'],
  ...['batch', 'draft', 'newBatch', 'editBatch', 'cancelBatch', 'timetable', 'newSession', 'participants', 'walkIn'],
  ...['attendance', 'certificates', 'report', 'settings', 'office', 'newUser', 'user'],
];

describe('every page of the console', () => {
  let site: Website;
  let cookie: string;
  let paths: Readonly<Record<string, string>>;

  beforeAll(async () => {
    site = await openWebsite();
    const { database, app } = site.app;
    const officeId = await anOffice(database);
    const organizer = await aBrowser(site.app, { officeId, role: 'administrator' });
    cookie = organizer.cookie;
    const partner = await aPartner(database, { officeId });
    const trainer = await aTrainer(database, { officeId });
    const program = await aProgram(database, {
      officeId,
      kind: 'diklat',
      title: long,
      theme: 'Naik kelas',
      partnerIds: [partner.id],
    });
    const batch = await aBatch(database, { program, quotas: [{ regencyCode: '63.71', capacity: 5 }] });
    const session = await aSession(database, batch, { trainerIds: [trainer.id], room: 'Aula' });
    const draft = await aBatch(database, { program, status: 'draft', publishedAt: null });
    for (const number of [1, 2]) {
      const { id } = await aRegistration(site.app, batch, number, { participant: { name } });
      await app
        .get(MarkAttendance)
        .run(organizer.member.actor, session.id, id, { status: number === 1 ? 'late' : 'sick' });
    }
    await app.get(IssueCertificates).run(organizer.member.actor, batch.id);
    await app.get(SendReport).onDemand(organizer.member.actor, batch.id, undefined);
    const one = `/console/angkatan/${batch.id}`;
    paths = {
      home: '/console',
      programs: '/console/program',
      program: `/console/program/${program.id}`,
      newProgram: '/console/program/baru',
      editProgram: `/console/program/${program.id}/ubah`,
      partners: '/console/mitra',
      newPartner: '/console/mitra/baru',
      newTrainer: '/console/mitra/narasumber/baru',
      messages: '/console/pesan',
      batch: one,
      draft: `/console/angkatan/${draft.id}`,
      newBatch: `/console/program/${program.id}/angkatan/baru`,
      editBatch: `${one}/ubah`,
      cancelBatch: `${one}/batal`,
      timetable: `${one}/jadwal`,
      newSession: `${one}/jadwal/baru`,
      participants: `${one}/peserta`,
      walkIn: `${one}/peserta/baru`,
      attendance: `${one}/presensi`,
      certificates: `${one}/sertifikat`,
      report: `${one}/laporan`,
      settings: '/console/pengaturan',
      office: '/console/pengaturan/kantor',
      newUser: '/console/pengaturan/pengguna/baru',
      user: `/console/pengaturan/pengguna/${organizer.member.userId}`,
    };
  }, 60_000);

  afterAll(() => site.close());

  async function visit(word: string, options: BrowserContextOptions = {}, query = ''): Promise<Page> {
    return site.visit(`${paths[word] ?? ''}${query}`, { ...options, extraHTTPHeaders: { cookie } });
  }

  it('is looked at below', () => {
    expect(Object.keys(paths).sort()).toEqual([...names].sort());
  });

  describe.each(names)('%s', (word) => {
    it.each([phone, laptop])(
      'fits $width px, with targets for a thumb and no fault that axe knows of',
      async (viewport) => {
        const colorScheme = viewport === phone ? 'dark' : 'light';
        const page = await visit(word, { viewport, colorScheme });
        expect(await page.locator('nav').count()).toBeGreaterThan(0);
        expect(await overflowing(page)).toEqual([]);
        expect(await tooSmall(page)).toEqual([]);
        expect(await faults(page)).toEqual([]);
        await keepPicture(page, `console-${word}`);
        await page.context().close();
      },
    );

    it('has one heading of the first rank, an address for each form, and ids that are unique', async () => {
      const page = await visit(word);
      expect(await page.locator('h1').count()).toBe(1);
      const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
      expect(new Set(ids).size).toBe(ids.length);
      expect(await page.locator('form[method=post]:not([action])').count()).toBe(0);
      await page.context().close();
    });

    it('speaks one language', async () => {
      const english = /\b(the|your|you|please|registration|of|with|sign out|find|participants|timetable|report)\b/i;
      const indonesian = /\b(anda|yang|dan|telah|pendaftaran|mohon|untuk|kami|dengan|wajib|peserta|jadwal|laporan)\b/i;
      for (const [locale, foreign] of [
        ['id', english],
        ['en', indonesian],
      ] as const) {
        const page = await visit(word, {}, `?lang=${locale}`);
        const spoken = await page.evaluate((title) => {
          for (const said of document.querySelectorAll('.brand, option, [hreflang], .facts dd, .checked'))
            said.remove();
          return document.body.innerText.replaceAll(title, '').replaceAll(/Balai[^.,\n]*|Bagian Laporan|\S+@\S+/g, '');
        }, long);
        expect(foreign.exec(spoken)?.[0]).toBeUndefined();
        await page.context().close();
      }
    });

    it('is reached whole by the keyboard, in the order in which it is read', async () => {
      const page = await visit(word);
      expect(await unlikeRead(page)).toEqual([]);
      await page.context().close();
    });
  });
});

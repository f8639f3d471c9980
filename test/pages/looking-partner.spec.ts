import { IssueCertificates } from '../../src/certificates/issue-certificates.js';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { Keyring } from '../../src/kernel/keyring.js';
import { PartnerContact } from '../../src/programs/partner-contact.entity.js';
import { SendReport } from '../../src/reports/send-report.js';
import { aBrowser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aPartner, aProgram } from '../factories/program.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice } from '../factories/staff.js';
import { describeEveryPage } from './every-page.js';
import type { Website } from './website.js';

const title = 'Bimtek Kemasan dan Pemasaran Digital bagi Perajin Sasirangan';
const session = 'Menyusun katalog produk siap pajang di pameran serta lokapasar';
const regencies = ['63.71', '63.71', '63.71', '63.72', '63.03', '63.01', '31.71', null] as const;

/** An event with people from all over, of whom some were late, some ill and some never there. */
async function anEvent({ app }: Website) {
  const { database } = app;
  const officeId = await anOffice(database);
  const organizer = await aBrowser(app, { officeId });
  const partner = await aPartner(database, { officeId });
  const program = await aProgram(database, { officeId, title, partnerIds: [partner.id] });
  const batch = await aBatch(database, { program });
  const sessions = [
    await aSession(database, batch, { title: session }),
    await aSession(database, batch, { title: 'Foto produk' }),
  ];
  const statuses = ['present', 'present', 'late', 'present', 'sick', 'present', 'absent'] as const;
  for (const [index, regencyCode] of regencies.entries()) {
    const gender = index % 3 === 0 ? 'male' : 'female';
    const { id } = await aRegistrationRow(database, batch, { regencyCode, gender });
    const status = statuses[index];
    if (status === undefined) continue;
    const marking = app.app.get(MarkAttendance);
    for (const one of sessions) await marking.run(organizer.member.actor, one.id, id, { status });
  }
  await app.app.get(IssueCertificates).run(organizer.member.actor, batch.id);
  await app.app.get(SendReport).onDemand(organizer.member.actor, batch.id, undefined);
  const contact = await database.reader.findOneByOrFail(PartnerContact, { partnerId: partner.id });
  const token = app.app.get(Keyring).token('partner_report', contact.id, 1);
  return { organizer, batch, contact, path: `/mitra/${token}` };
}

const given = [title, session, 'Dekranasda Provinsi Contoh', 'Dinas Koperasi dan UKM Provinsi Contoh'];

describeEveryPage('partner', ['overview', 'report', 'stop', 'over'], async (site) => {
  const { path, batch } = await anEvent(site);
  const paths = { overview: path, report: `${path}/${batch.id}`, stop: `${path}/berhenti`, over: '/mitra/lama' };
  return { paths, cookie: '', given };
});

describeEveryPage('reports', ['recap', 'contact', 'partners', 'report'], async (site) => {
  const { organizer, batch, contact } = await anEvent(site);
  const paths = {
    recap: '/console/laporan',
    contact: `/console/mitra/kontak/${contact.id}`,
    partners: '/console/mitra',
    report: `/console/angkatan/${batch.id}/laporan`,
  };
  return { paths, cookie: organizer.cookie, given };
});

import { Certificate } from '../../src/certificates/certificate.entity.js';
import { IssueCertificates } from '../../src/certificates/issue-certificates.js';
import { aBrowser } from '../console/browser.js';
import { anAttendant } from '../factories/attendance.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice } from '../factories/staff.js';
import { describeEveryPage } from './every-page.js';

const title = 'Pelatihan Penyusunan Laporan Pertanggungjawaban dan Pembukuan Sederhana bagi Pengurus Koperasi';
const topic = 'Pembukuan sederhana dan penyusunan laporan keuangan koperasi';
const name = 'Hj. Siti Norhasanah binti H. Abdurrahman, S.E., M.M.';
const names = [
  ...['matrix', 'noSession', 'sessionForm', 'closing', 'sheets'],
  ...['certificates', 'notRunning', 'correcting', 'revoking'],
];

const at = (day: number, hour: number) => new Date(Date.UTC(2026, 9, day, hour - 8));

describeEveryPage('matrix', names, async (site) => {
  const { database, app, clock } = site.app;
  clock.moveTo(new Date('2026-10-20T09:30:00.000Z'));
  const officeId = await anOffice(database);
  const organizer = await aBrowser(site.app, { officeId, role: 'administrator' });
  const { userId } = organizer.member;
  const program = await aProgram(database, { officeId, kind: 'diklat', title });
  const batch = await aBatch(database, { program });
  const session = await aSession(database, batch, { title: topic, startsAt: at(20, 8), endsAt: at(20, 12) });
  await aSession(database, batch, { title: 'Praktik', startsAt: at(20, 13), endsAt: at(20, 17) });
  await aSession(database, batch, { title: 'Pajak', startsAt: at(22, 8), endsAt: at(22, 12), lessonHours: 1 });
  for (const status of ['present', 'late', 'excused', 'sick', 'absent'] as const) {
    await anAttendant(database, { batch, session, userId }, status, { name, email: 'siti@warga.example' });
  }
  await aRegistrationRow(database, batch, { name: 'Aminah' });
  await aRegistrationRow(database, batch, { name: 'Zulkifli', status: 'submitted' });
  await app.get(IssueCertificates).run(organizer.member.actor, batch.id);
  const { id } = await database.reader.findOneByOrFail(Certificate, { officeId });
  const draft = await aBatch(database, { program, status: 'draft' });
  const one = `/console/angkatan/${batch.id}`;
  const paths = {
    matrix: `${one}/presensi`,
    noSession: `/console/angkatan/${draft.id}/presensi`,
    sessionForm: `${one}/presensi/sesi/${session.id}`,
    closing: `${one}/presensi/sesi/${session.id}/belum`,
    sheets: `${one}/presensi/daftar-hadir`,
    certificates: `${one}/sertifikat`,
    notRunning: `/console/angkatan/${draft.id}/sertifikat`,
    correcting: `${one}/sertifikat/${id}/perbaiki`,
    revoking: `${one}/sertifikat/${id}/cabut`,
  };
  return { paths, cookie: organizer.cookie, given: [title, topic, name, 'Praktik', 'Pajak'] };
});

import { IssueCertificates } from '../../src/certificates/issue-certificates.js';
import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { aBrowser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aPartner, aProgram, aTrainer } from '../factories/program.js';
import { aRegistration } from '../factories/registration.js';
import { anOffice } from '../factories/staff.js';
import { SendReport } from '../../src/reports/send-report.js';
import { describeEveryPage } from './every-page.js';

const long = 'Pelatihan Penyusunan Laporan Pertanggungjawaban dan Pembukuan Sederhana bagi Pengurus Koperasi';
const name = 'Hj. Siti Norhasanah binti H. Abdurrahman, S.E., M.M.';

const names = [
  ...['home', 'programs', 'program', 'newProgram', 'editProgram', 'partners', 'newPartner', 'newTrainer', 'messages'],
  ...['batch', 'draft', 'newBatch', 'editBatch', 'cancelBatch', 'timetable', 'newSession', 'participants', 'walkIn'],
  ...['attendance', 'certificates', 'report', 'settings', 'office', 'newUser', 'user'],
];

describeEveryPage('console', names, async (site) => {
  const { database, app } = site.app;
  const officeId = await anOffice(database);
  const organizer = await aBrowser(site.app, { officeId, role: 'administrator' });
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
  const paths = {
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
  return { paths, cookie: organizer.cookie, given: [long] };
});

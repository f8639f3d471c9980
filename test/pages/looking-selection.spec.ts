import { MarkAttendance } from '../../src/attendance/mark-attendance.js';
import { IssueCertificates } from '../../src/certificates/issue-certificates.js';
import { AdmitRegistration } from '../../src/registrations/admit-registration.js';
import { SaveCriteria } from '../../src/selection/save-criteria.js';
import { aBrowser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import { aRegistration } from '../factories/registration.js';
import { anOffice } from '../factories/staff.js';
import { describeEveryPage } from './every-page.js';

const title = 'Diklat Strategi Penguatan Koperasi dan UKM';
const longName = 'Hj. Siti Norhasanah binti H. Abdurrahman, S.E., M.M.';
const people = [
  { name: longName, regencyCode: '63.71', gender: 'female' },
  { name: 'Rusdi', regencyCode: '63.72', gender: 'male' },
  { name: 'Fatimah Azzahra', regencyCode: '63.05', gender: 'female' },
  { name: 'Ahmad Gazali', regencyCode: '63.71', gender: 'male' },
  { name: 'Noor Laila', regencyCode: '63.03', gender: 'female' },
  { name: 'M. Yusuf', regencyCode: '63.71', gender: 'male' },
];
const reason = 'Kuota kota ini sudah terisi; diutamakan yang belum pernah ikut.';

const names = ['list', 'board', 'criteria', 'minutes', 'confirmed person', 'rejected person', 'nobody'];

describeEveryPage('selection', names, async (site) => {
  const { database, app } = site.app;
  const officeId = await anOffice(database);
  const organizer = await aBrowser(site.app, { officeId });
  const { actor } = organizer.member;
  const program = await aProgram(database, { officeId, kind: 'diklat', title });
  const past = await aBatch(database, { program });
  const session = await aSession(database, past);
  for (const number of [1, 2]) {
    const { id } = await aRegistration(site.app, past, number);
    await app.get(MarkAttendance).run(actor, session.id, id, { status: 'present' });
  }
  await app.get(IssueCertificates).run(actor, past.id);
  const batch = await aBatch(database, {
    program,
    admission: 'selection',
    capacity: 4,
    quotas: [
      { regencyCode: '63.71', capacity: 2 },
      { gender: 'female', capacity: 2 },
    ],
  });
  const next = { startsAt: new Date('2026-10-27T00:00:00.000Z'), endsAt: new Date('2026-10-27T03:00:00.000Z') };
  await aSession(database, batch, next);
  const ids: string[] = [];
  for (const [index, participant] of people.entries()) {
    const email = index === 3 ? undefined : `peserta${index}@warga.example`;
    const enterprise = index === 4 ? undefined : { nib: index % 2 === 0 ? '9120001234567' : undefined };
    const role = enterprise === undefined ? 'aspiring' : 'owner';
    const given = { participant: { ...participant, email }, enterprise, role };
    ids.push((await aRegistration(site.app, batch, index + 1, given)).id);
  }
  await app.get(SaveCriteria).run(actor, batch.id, {
    criteria: [
      { word: 'fewest_trainings', weight: 40 },
      { word: 'has_nib', weight: 20 },
      { word: 'regency_rare', weight: 20 },
      { word: 'gender', weight: 10, choice: ['fewer'] },
      { word: 'age', weight: 5, from: 17, to: 45 },
    ],
  });
  const admit = app.get(AdmitRegistration);
  await admit.run(actor, ids[0]!, { decision: 'confirm' });
  await admit.run(actor, ids[5]!, { decision: 'reject', reason });
  const one = `/console/angkatan/${batch.id}`;
  const empty = await aBatch(database, { program, admission: 'selection' });
  const paths = {
    list: `${one}/peserta`,
    board: `${one}/seleksi`,
    criteria: `${one}/seleksi/kriteria`,
    minutes: `${one}/seleksi/berita-acara`,
    'confirmed person': `${one}/peserta/${ids[0]}`,
    'rejected person': `${one}/peserta/${ids[5]}`,
    nobody: `/console/angkatan/${empty.id}/seleksi`,
  };
  return {
    paths,
    cookie: organizer.cookie,
    given: [title, longName, reason, 'Dinas Koperasi dan UKM Provinsi Contoh'],
  };
});

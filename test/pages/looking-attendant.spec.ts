import { aBrowser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice } from '../factories/staff.js';
import { describeEveryPage } from './every-page.js';

const long = 'Pelatihan Penyusunan Laporan Pertanggungjawaban dan Pembukuan Sederhana bagi Pengurus Koperasi';
const room = 'Aula Utama Lantai 2';

describeEveryPage('attendant', ['choosing', 'door'], async (site) => {
  const { database, clock } = site.app;
  const officeId = await anOffice(database);
  const attendant = await aBrowser(site.app, { officeId, role: 'attendant' });
  const program = await aProgram(database, { officeId, title: long });
  const batch = await aBatch(database, { program });
  const session = await aSession(database, batch, { title: long, room });
  clock.moveTo(session.startsAt);
  for (let person = 0; person < 3; person += 1) await aRegistrationRow(database, batch);
  const paths = { choosing: '/presensi', door: `/presensi#${session.id}` };
  return { paths, cookie: attendant.cookie, given: [long, room] };
});

import { AllowSelfCheckIn } from '../../src/attendance/self-check-in/allow-self-check-in.js';
import { RegistrationLinks } from '../../src/registrations/registration-links.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import { aPhone, codePath } from '../attendance/participant-phone.js';
import { aBrowser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { testStart } from '../support/test-app.js';
import { describeEveryPage } from './every-page.js';

const hour = 3_600_000;
const title = 'Pelatihan Penyusunan Laporan Pertanggungjawaban dan Pembukuan Sederhana bagi Pengurus Koperasi';
const topic = 'Menyusun neraca dan perhitungan hasil usaha';
const room = 'Aula Utama Lantai 2';
const names = ['Hj. Siti Norhasanah binti H. Abdurrahman, S.E.', 'Ahmad Fauzi Noor', 'Rusdi Hasan'];

describeEveryPage(
  'self check-in',
  [
    'staff',
    'nothing yet',
    'screen',
    'screen off',
    'note',
    'typing',
    'unknown code',
    'question',
    'choice',
    'done',
    'second phone',
  ],
  async (site) => {
    const { app, database } = site.app;
    const { cookie, member } = await aBrowser(site.app);
    const program = await aProgram(database, { officeId: member.officeId, title });
    const batch = await aBatch(database, { program });
    const empty = await aBatch(database, { program });
    const span = { startsAt: testStart, endsAt: new Date(testStart.getTime() + 3 * hour) };
    const session = await aSession(database, batch, { ...span, title: topic, room });
    const closed = await aSession(database, empty, { ...span, title: topic });
    await aSession(database, batch, { title: topic });
    await app.get(AllowSelfCheckIn).run(member.actor, batch.id, true);
    const code = codePath(site.app, session);
    const people: Registration[] = [];
    for (const name of names) people.push(await aRegistrationRow(database, batch, { name }));
    const phoneOf = async (...indexes: number[]) => {
      const phone = aPhone(site.app);
      for (const person of people.filter((_, index) => indexes.includes(index))) await phone.open(person);
      return phone;
    };
    const [first, other, asking, shared] = [await phoneOf(0), await phoneOf(0), await phoneOf(1), await phoneOf(1, 2)];
    await first.post(code).expect(303);
    const own = `/pendaftaran/${app.get(RegistrationLinks).manageToken(people[0] ?? { id: '', tokenVersion: 0 })}`;
    const staff = `/console/angkatan/${batch.id}/presensi-mandiri`;
    return {
      cookie,
      cookies: {
        question: asking.cookie(),
        choice: shared.cookie(),
        done: first.cookie(),
        'second phone': other.cookie(),
      },
      given: [title, topic, room, ...names, 'Dinas Koperasi dan UKM Provinsi Contoh'],
      paths: {
        staff,
        'nothing yet': `/console/angkatan/${empty.id}/presensi-mandiri`,
        screen: `/console/sesi/${session.id}/layar`,
        'screen off': `/console/sesi/${closed.id}/layar`,
        note: own,
        typing: '/h',
        'unknown code': `/h/${'A'.repeat(44)}`,
        question: code,
        choice: code,
        done: `/h/tercatat/${session.id}`,
        'second phone': code,
      },
    };
  },
);

import { Dispatcher } from '../../src/mail/dispatcher.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { aBrowser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import { aRegistration } from '../factories/registration.js';
import { anOffice } from '../factories/staff.js';
import { describeEveryPage } from './every-page.js';

const title = 'Pelatihan Penyusunan Pertanggungjawaban dan Pembukuan Sederhana bagi Pengurus Koperasi';
const names = ['outbox', 'queued', 'sent', 'templates', 'default', 'own', 'certificate', 'callOff'];
const words = {
  subject: 'Selamat datang di {{kegiatan}}',
  body: 'Yth. {{nama}},\n\n{{rincian}}\n\n{{tiket}}\n\n{{tautan_pendaftaran}}',
};

describeEveryPage('mail', names, async (site) => {
  const { database, app, http } = site.app;
  const officeId = await anOffice(database);
  const organizer = await aBrowser(site.app, { officeId });
  const program = await aProgram(database, { officeId, title });
  const batch = await aBatch(database, { program });
  await aSession(database, batch);
  const templates = '/console/pesan/templat';
  await http()
    .put('/api/v1/email-wordings/registration-confirmed/id')
    .set(organizer.member.authorization)
    .send(words)
    .expect(200);
  await aRegistration(site.app, batch, 1);
  await app.get(Dispatcher).drain();
  const [sent] = await database.reader.findBy(EmailMessage, { officeId });
  await aRegistration(site.app, batch, 2);
  const queued = await database.reader.findOneByOrFail(EmailMessage, { officeId, status: 'pending' });
  const paths = {
    outbox: '/console/pesan',
    queued: `/console/pesan/${queued.id}`,
    sent: `/console/pesan/${sent?.id ?? ''}`,
    templates,
    default: `${templates}/session-reminder/en`,
    own: `${templates}/registration-confirmed/id`,
    certificate: `${templates}/certificate-issued/id`,
    callOff: `/console/angkatan/${batch.id}/batal`,
  };
  return { paths, cookie: organizer.cookie, given: [title, 'jadwal.ics', '{{jadwal}}', '{{laporan}}'] };
});

import { UploadSheet } from '../../src/registrations/import/upload-sheet.js';
import { RunImport } from '../../src/registrations/import/run-import.js';
import { aBrowser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistration } from '../factories/registration.js';
import { sheetPerson, workbookOf, peopleWithFaults } from '../import/spreadsheet-of.js';
import { describeEveryPage } from './every-page.js';

describeEveryPage('import', ['upload', 'columns', 'check', 'done', 'door', 'behalf'], async (site) => {
  const { app, database } = site.app;
  const organizer = await aBrowser(site.app);
  const { actor } = organizer.member;
  const batch = await aBatch(database, { kind: 'diklat', capacity: 50, venueSeats: 60 });
  await aSession(database, batch);
  await aRegistration(site.app, batch, 900);
  const upload = async (bytes: Buffer) => app.get(UploadSheet).run(actor, batch.id, bytes);
  const draft = await upload(await workbookOf(peopleWithFaults(80).people));
  const done = await upload(await workbookOf([sheetPerson(500), { ...sheetPerson(501), NIK: '1' }]));
  await app
    .get(RunImport)
    .run(actor, { batchId: batch.id, draftId: done }, { mode: 'good', consent: true, tellThem: false, locale: 'id' });
  const list = `/console/angkatan/${batch.id}/peserta`;
  const paths = {
    upload: `${list}/impor`,
    columns: `${list}/impor/${draft}/kolom`,
    check: `${list}/impor/${draft}`,
    done: `${list}/impor/${done}`,
    door: `${list}/datang`,
    behalf: `${list}/baru`,
  };
  return { paths, cookie: organizer.cookie, given: ['Jenis Peserta', '“Peserta”'] };
});

import { CheckInCodes } from '../../../src/attendance/self-check-in/check-in-codes.js';
import { PartnerContact } from '../../../src/programs/partner-contact.entity.js';
import { Batch } from '../../../src/programs/batch.entity.js';
import { Registration } from '../../../src/registrations/registration.entity.js';
import { PartnerLinks } from '../../../src/reports/partner-links.js';
import { SurveyParticipation } from '../../../src/surveys/survey-participation.js';
import { aSurvey } from '../../factories/survey.js';
import type { TestApp } from '../../support/test-app.js';
import type { Known } from './office.js';

/** What those hold who never sign in: the addresses of their pages. */
export async function linksOf(app: TestApp, known: Known): Promise<string[]> {
  const { database } = app;
  const [held = ''] = known.batches ?? [];
  await aSurvey(database, await database.reader.findOneByOrFail(Batch, { id: held }));
  const attended = await database.reader.findBy(Registration, { batchId: held });
  return [
    ...(known['public/registrations'] ?? []).map((token) => `/pendaftaran/${token}`),
    ...(known['group-registrations'] ?? []).map((token) => `/pendaftaran/rombongan/${token}`),
    ...(known['public/certificates'] ?? []).map((token) => `/sertifikat/${token}`),
    ...attended.map((registration) => app.app.get(SurveyParticipation).path(registration)),
    ...(known.sessions ?? []).map((id) => new URL(app.app.get(CheckInCodes).current(id).url).pathname),
    ...(await partnersPages(app, held)),
  ];
}

async function partnersPages({ app, database }: TestApp, held: string): Promise<string[]> {
  const links = app.get(PartnerLinks);
  const { officeId } = await database.reader.findOneByOrFail(Batch, { id: held });
  const contacts = await database.reader.find(PartnerContact);
  const rows = await database.transaction((tx) => Promise.all(contacts.map(({ id }) => links.rowOf(tx, officeId, id))));
  return rows.flatMap((row) => links.url(row) ?? []).map((url) => new URL(url).pathname);
}

import { randomUUID } from 'node:crypto';
import { AllowSelfCheckIn } from '../../src/attendance/self-check-in/allow-self-check-in.js';
import { CertificateQueries } from '../../src/certificates/certificate.queries.js';
import { Certificate } from '../../src/certificates/certificate.entity.js';
import { IssueCertificates } from '../../src/certificates/issue-certificates.js';
import { insertRow, updateRows } from '../../src/database/rows.js';
import type { Database } from '../../src/database/database.js';
import type { Actor } from '../../src/identity/actor.js';
import { ManageSecondFactor } from '../../src/identity/manage-second-factor.js';
import { ManageSignatories } from '../../src/identity/manage-signatories.js';
import { ManageUsers } from '../../src/identity/manage-users.js';
import { OfficeLogo } from '../../src/identity/office-logo.entity.js';
import { UserSession } from '../../src/identity/user-session.entity.js';
import type { UserRole } from '../../src/identity/user.entity.js';
import { newId } from '../../src/kernel/ids.js';
import { Keyring } from '../../src/kernel/keyring.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Participant } from '../../src/participants/participant.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import { PartnerContact } from '../../src/programs/partner-contact.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { UploadSheet } from '../../src/registrations/import/upload-sheet.js';
import { RegistrationLinks } from '../../src/registrations/registration-links.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import { PreviewCancellation } from '../../src/registrations/preview-cancellation.js';
import { PartnerLinks } from '../../src/reports/partner-links.js';
import { SurveyAnswer } from '../../src/surveys/survey-answer.entity.js';
import { SurveyParticipation } from '../../src/surveys/survey-participation.js';
import { aBrowser, type Browser } from '../console/browser.js';
import { aPhone, codePath } from '../attendance/participant-phone.js';
import { anAttendant } from '../factories/attendance.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aPartner, aProgram } from '../factories/program.js';
import { anOffice, aStaffMember } from '../factories/staff.js';
import { aSurvey } from '../factories/survey.js';
import type { TestApp } from '../support/test-app.js';
import { dot, spreadsheet } from './files.js';

/** Of the day on which the office's first session is over and its second one runs. */
export const noon = new Date('2026-10-20T04:00:00.000Z');

export type Thing =
  | 'program'
  | 'batch'
  | 'session'
  | 'registration'
  | 'certificate'
  | 'user'
  | 'partner'
  | 'contact'
  | 'message'
  | 'question'
  | 'signatory'
  | 'draft';

export type LinkKind = 'manage' | 'group' | 'certificate' | 'survey' | 'partner' | 'password' | 'screen';

/** An office with one of each thing that an address can name, and the links of those who hold one. */
export interface FurnishedOffice {
  readonly staff: Readonly<Record<UserRole, Browser>>;
  /** Where each of them is signed in besides. */
  readonly devices: Readonly<Record<UserRole, string>>;
  readonly ids: Readonly<Record<Thing, string>>;
  readonly links: Readonly<Record<LinkKind, string>>;
  readonly registration: Registration;
  readonly ticket: string;
  /** A reason as the preview of a cancellation has it in its address. */
  readonly sealedReason: string;
  /** The cookie of the phone on which the registration was opened, and with which its holder checked in. */
  readonly phone: () => Promise<string>;
}

export async function aFurnishedOffice(app: TestApp): Promise<FurnishedOffice> {
  const officeId = await anOffice(app.database);
  const staff = {
    attendant: await aBrowser(app, { officeId, role: 'attendant' }),
    organizer: await aBrowser(app, { officeId, role: 'organizer' }),
    administrator: await aBrowser(app, { officeId, role: 'administrator' }),
  };
  const devices = {
    attendant: await aDevice(app, staff.attendant),
    organizer: await aDevice(app, staff.organizer),
    administrator: await aDevice(app, staff.administrator),
  };
  await app.app.get(ManageSecondFactor).begin(staff.organizer.member.actor);
  const { actor } = staff.administrator.member;
  await app.app.get(ManageSecondFactor).begin(actor);
  const event = await anEvent(app, actor);
  const { batch, registration, running } = event;
  const { url, message, certificate } = await theProof(app, actor, batch);
  const { id: user, link: password } = await aNewUser(app, actor);
  const links = app.app.get(RegistrationLinks);
  return {
    ...{ staff, devices },
    ids: {
      ...{ program: batch.programId, batch: batch.id, session: event.session.id, registration: registration.id },
      ...{ certificate, message, user, partner: event.partner, contact: event.contact },
      question: await aQuestionWithAnswers(app, batch),
      signatory: await aSignatory(app, actor),
      draft: await app.app.get(UploadSheet).run(actor, batch.id, spreadsheet),
    },
    links: {
      manage: links.manageToken(registration),
      group: links.groupToken(registration.groupId ?? ''),
      survey: lastOf(app.app.get(SurveyParticipation).path(registration)),
      partner: await aPartnersLink(app, officeId, event.contact),
      screen: lastOf(codePath(app, running)),
      ...{ certificate: url, password },
    },
    ...{ registration, ticket: links.ticket(registration) },
    sealedReason: app.app.get(PreviewCancellation).seal(actor, batch.id, 'Tempat kebanjiran'),
    phone: once(() => checkedIn(app, registration, codePath(app, running))),
  };
}

async function aDevice({ database }: TestApp, { member: { userId } }: Browser): Promise<string> {
  return (await database.reader.findOneByOrFail(UserSession, { userId, kind: 'bearer' })).id;
}

const lastOf = (path: string): string => path.split('/').at(-1) ?? '';

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

async function checkedIn(app: TestApp, registration: Registration, path: string): Promise<string> {
  const phone = aPhone(app);
  await phone.open(registration);
  await phone.post(path);
  return phone.cookie();
}

interface Event {
  readonly batch: Batch;
  readonly session: Session;
  readonly running: Session;
  readonly registration: Registration;
  readonly partner: string;
  readonly contact: string;
}

/** A batch that is still open, with a session that is over, one that runs, and a registrant who was there. */
async function anEvent({ app, database }: TestApp, actor: Actor): Promise<Event> {
  const { officeId, userId } = actor;
  const { id: partner } = await aPartner(database, { officeId });
  const { id: contact } = await database.reader.findOneByOrFail(PartnerContact, { partnerId: partner });
  const program = await aProgram(database, { officeId, kind: 'dialog', partnerIds: [partner] });
  const registrationClosesAt = new Date('2026-10-20T08:00:00.000Z');
  const batch = await aBatch(database, { program, registrationClosesAt });
  const session = await aSession(database, batch);
  const startsAt = new Date('2026-10-20T03:30:00.000Z');
  const endsAt = new Date('2026-10-20T06:30:00.000Z');
  const running = await aSession(database, batch, { startsAt, endsAt, lessonHours: 1 });
  const registration = await anAttendant(database, { batch, session, userId }, 'present', { groupId: newId() });
  await withNik(app, database, registration);
  await app.get(AllowSelfCheckIn).run(actor, batch.id, true);
  return { batch, session, running, registration, partner, contact };
}

/** As if she had told her NIK. */
async function withNik(app: TestApp['app'], database: Database, { participantId: id, officeId }: Registration) {
  const place = { office: officeId, row: id, column: 'nik' };
  const nikCiphertext = app.get(Keyring).encrypt('6371055203880001', place);
  await database.transaction((tx) => updateRows(tx, Participant, { id }, { nikCiphertext }));
}

/** The certificate of who was there, and the mail about it, which went nowhere. */
async function theProof({ app, database }: TestApp, actor: Actor, { id }: Batch) {
  await app.get(IssueCertificates).run(actor, id);
  const { officeId } = actor;
  const certificate = await database.reader.findOneByOrFail(Certificate, { officeId });
  const message = await database.reader.findOneByOrFail(EmailMessage, { officeId, template: 'certificate-issued' });
  await database.transaction((tx) => updateRows(tx, EmailMessage, { id: message.id }, { status: 'failed' }));
  return { certificate: certificate.id, url: app.get(CertificateQueries).tokenOf(certificate), message: message.id };
}

async function aNewUser({ app, database }: TestApp, actor: Actor): Promise<{ id: string; link: string }> {
  const { userId: id } = await aStaffMember(database, { officeId: actor.officeId });
  return { id, link: lastOf(await app.get(ManageUsers).link(actor, id)) };
}

/** With three answers, from which on results are shown. */
async function aQuestionWithAnswers({ database }: TestApp, batch: Batch): Promise<string> {
  const { id: surveyId, questions } = await aSurvey(database, batch, { answerCount: 3 });
  const question = questions[0]?.id ?? '';
  await database.transaction(async (tx) => {
    for (const answer of [3, 4, 5]) {
      await insertRow(tx, SurveyAnswer, { id: randomUUID(), surveyId, sheet: { [question]: answer } });
    }
  });
  return question;
}

/** Beside the default, and the office's logo. */
async function aSignatory({ app, database }: TestApp, actor: Actor): Promise<string> {
  const changedAt = noon;
  const logo = {
    officeId: actor.officeId,
    contentType: 'image/png',
    content: dot.toString('base64'),
    hash: 'a'.repeat(64),
  } as const;
  return database.transaction(async (tx) => {
    await insertRow(tx, OfficeLogo, { ...logo, changedAt });
    return app.get(ManageSignatories).add(tx, actor, { title: 'Sekretaris', name: 'Contoh Pejabat, S.E.' });
  });
}

async function aPartnersLink({ app, database }: TestApp, officeId: string, contactId: string): Promise<string> {
  const links = app.get(PartnerLinks);
  const row = await database.transaction((tx) => links.rowOf(tx, officeId, contactId));
  return lastOf(links.url(row) ?? '');
}

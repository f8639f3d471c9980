import { In, Not } from 'typeorm';
import { Certificate } from '../../../src/certificates/certificate.entity.js';
import { CertificateQueries } from '../../../src/certificates/certificate.queries.js';
import { FirstStart } from '../../../src/identity/first-start.js';
import { User, type UserRole } from '../../../src/identity/user.entity.js';
import { EmailMessage } from '../../../src/mail/email-message.entity.js';
import { Batch } from '../../../src/programs/batch.entity.js';
import { PartnerContact } from '../../../src/programs/partner-contact.entity.js';
import { Partner } from '../../../src/programs/partner.entity.js';
import { Program } from '../../../src/programs/program.entity.js';
import { Session } from '../../../src/programs/session.entity.js';
import { Trainer } from '../../../src/programs/trainer.entity.js';
import { Registration } from '../../../src/registrations/registration.entity.js';
import {
  aGroupBody,
  aRegistrationBody,
  tokenOf,
  type Registered,
  type RegisteredGroup,
} from '../../factories/registration.js';
import { startApp, type TestApp } from '../../support/test-app.js';
import type { TestDatabase } from '../../support/test-database.js';
import { linksOf } from './links.js';

/** Real ids and secrets by the word that stands before them in an address, as in `/batches/{id}`. */
export type Known = Readonly<Record<string, readonly string[]>>;

interface Row {
  readonly id: string;
}

/** Of those who work there beside the administrator. */
export const staffEmails = { attendant: 'pintu@dinas.example', organizer: 'penyelenggara@dinas.example' } as const;

const hour = 3_600_000;
const venue = { name: 'Aula', address: 'Jl. A. Yani, Banjarbaru', regencyCode: '63.72' };
const program = { title: 'Bimtek Kemasan', fiscalYear: 2026, fundingSource: 'apbd', minimumAttendance: 75 };

/** An office with a bit of everything, filled through its API, its clock moved as the work goes. */
class FilledOffice {
  private authorization = '';
  readonly tokens: string[] = [];

  constructor(
    private readonly app: TestApp,
    private readonly now: Date,
  ) {}

  async at(hours: number): Promise<void> {
    this.app.clock.moveTo(this.hence(hours));
    const { adminEmail: email, adminPassword: password } = this.app.settings;
    this.authorization = `Bearer ${(await this.send<{ token: string }>('post', '/tokens', { email, password })).token}`;
  }

  /** Published, with one session of three hours; registration ends a day before it. */
  async batch(programId: string, sessionIn: number, more: object = {}): Promise<{ batch: string; session: string }> {
    const window = {
      registrationOpensAt: this.hence(sessionIn - 72).toISOString(),
      registrationClosesAt: this.hence(sessionIn - 24).toISOString(),
    };
    const fields = { venue, capacity: 20, admission: 'automatic', ...window, ...more };
    const batch = await this.add(`/programs/${programId}/batches`, fields);
    const session = await this.add(`/batches/${batch}/sessions`, {
      title: 'Kemasan',
      startsAt: this.hence(sessionIn).toISOString(),
      endsAt: this.hence(sessionIn + 3).toISOString(),
      lessonHours: 4,
    });
    await this.send('post', `/batches/${batch}/publication`);
    return { batch, session };
  }

  async register(batch: string, numbers: readonly number[]): Promise<string[]> {
    const ids: string[] = [];
    for (const number of numbers) {
      const path = `/public/batches/${batch}/registrations`;
      const registered = await this.send<Registered>('post', path, aRegistrationBody(number));
      ids.push(registered.id);
      this.tokens.push(tokenOf(registered));
    }
    return ids;
  }

  /** Somebody of the staff with a password, the administrator's. */
  async colleague(email: string, role: UserRole): Promise<void> {
    const id = await this.add('/users', { email, name: 'Rudi', role });
    const { passwordLink } = await this.send<{ passwordLink: string }>('post', `/users/${id}/password-links`);
    const { adminPassword: password } = this.app.settings;
    const form = this.app.http().post(new URL(passwordLink).pathname).type('form');
    const { status } = await form.send({ password, again: password });
    if (status !== 303) throw new Error(`A password was answered ${status}.`);
  }

  async attended(session: string, registrations: readonly string[]): Promise<void> {
    for (const id of registrations) {
      await this.send('put', `/sessions/${session}/attendance/${id}`, { status: 'present' });
    }
  }

  async add(path: string, body: object): Promise<string> {
    return (await this.send<Row>('post', path, body)).id;
  }

  async draft(programId: string): Promise<void> {
    const window = {
      registrationOpensAt: this.hence(1).toISOString(),
      registrationClosesAt: this.hence(24).toISOString(),
    };
    await this.add(`/programs/${programId}/batches`, { venue, capacity: 5, admission: 'automatic', ...window });
  }

  /** Answers the group's token. */
  async group(batch: string, numbers: readonly number[]): Promise<string> {
    const path = `/public/batches/${batch}/group-registrations`;
    const { groupUrl } = await this.send<RegisteredGroup>('post', path, aGroupBody(numbers));
    return groupUrl.split('/').at(-1) ?? '';
  }

  async send<T>(method: 'get' | 'post' | 'put', path: string, body: object = {}): Promise<T> {
    const request = this.app.http()[method](`/api/v1${path}`);
    if (this.authorization !== '') void request.set('authorization', this.authorization);
    const answer = await (method === 'get' ? request : request.send(body));
    if (answer.status >= 400) throw new Error(`${path} was answered ${answer.status}: ${answer.text}`);
    return answer.body as T;
  }

  private hence(hours: number): Date {
    return new Date(this.now.getTime() + hours * hour);
  }
}

/** Fills a fresh database as of now, and answers what there is in it. */
export async function anOfficeAtWork(database: TestDatabase): Promise<Known> {
  const app = await startApp({}, database);
  try {
    await app.app.get(FirstStart).run();
    const office = new FilledOffice(app, new Date());
    const group = await fill(office);
    const known = { ...(await rowsOf(app)), ...(await secretsOf(app, office)), 'group-registrations': [group] };
    return { ...known, links: await linksOf(app, known) };
  } finally {
    await app.close();
  }
}

/** Something held, something on this day, something that is open, by selection too, and a draft; answers a group's token. */
async function fill(office: FilledOffice): Promise<string> {
  await office.at(-240);
  const contacts = [{ name: 'Bagian Laporan', email: 'laporan@dekranasda.example' }];
  const partner = await office.add('/partners', { name: 'Dekranasda', kind: 'dekranas', contacts });
  await office.add('/trainers', { name: 'Dr. Hj. Rusmina Hayati, M.M.' });
  await office.add('/users', { email: 'petugas@dinas.example', name: 'Rudi', role: 'attendant' });
  const bimtek = await office.add('/programs', { ...program, kind: 'bimtek', partnerIds: [partner] });
  const dialog = await office.add('/programs', { ...program, kind: 'dialog' });
  const held = await office.batch(bimtek, -150);
  const today = await office.batch(bimtek, -1);
  const open = await office.batch(dialog, 60, { quotas: [{ criterion: { gender: 'male' }, capacity: 3 }] });
  const chosen = await office.batch(bimtek, 70, { admission: 'selection' });
  await office.at(-200);
  const attended = await office.register(held.batch, [1, 2, 3]);
  await office.at(-30);
  await office.attended(held.session, attended);
  await office.send('post', `/batches/${held.batch}/certificates`);
  await office.register(today.batch, [4, 5, 6]);
  await office.at(0);
  await office.register(open.batch, [7, 8, 9]);
  await office.register(chosen.batch, [10, 11, 12]);
  await office.draft(bimtek);
  await office.colleague(staffEmails.attendant, 'attendant');
  await office.colleague(staffEmails.organizer, 'organizer');
  return office.group(open.batch, [13, 14]);
}

const rows = {
  programs: Program,
  batches: Batch,
  sessions: Session,
  registrations: Registration,
  certificates: Certificate,
  partners: Partner,
  'partner-contacts': PartnerContact,
  trainers: Trainer,
  'email-messages': EmailMessage,
};

async function rowsOf({ database, settings }: TestApp): Promise<Known> {
  const known: Record<string, string[]> = {};
  for (const [word, entity] of Object.entries(rows)) {
    known[word] = (await database.reader.find<Row>(entity, { select: { id: true }, order: { id: 'ASC' } })).map(
      ({ id }) => id,
    );
  }
  const kept = [settings.adminEmail ?? '', ...Object.values(staffEmails)];
  const others = await database.reader.findBy(User, { email: Not(In(kept)) });
  return { ...known, users: others.map(({ id }) => id), sesi: known.sessions ?? [] };
}

async function secretsOf({ app, database }: TestApp, office: FilledOffice): Promise<Known> {
  const certificates = await database.reader.find(Certificate, { order: { id: 'ASC' } });
  const tickets: string[] = [];
  for (const token of office.tokens) {
    const { ticket } = await office.send<{ ticket?: string }>('get', `/public/registrations/${token}`);
    if (ticket !== undefined) tickets.push(ticket);
  }
  return {
    tickets,
    'public/registrations': office.tokens,
    'public/certificates': certificates.map((certificate) => app.get(CertificateQueries).tokenOf(certificate)),
  };
}

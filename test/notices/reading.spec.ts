import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import jsQR from 'jsqr';
import type { ParsedMail } from 'mailparser';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { updateRows } from '../../src/database/rows.js';
import { templatesFolder } from '../../src/http/templates-folder.js';
import type { EmailView } from '../../src/mail/email-views.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { RegistrationNotices } from '../../src/registrations/notices/registration-notices.js';
import { RegistrationLinks } from '../../src/registrations/registration-links.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import type { RegistrationStatus } from '../../src/registrations/registration.rules.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, testStart, type TestApp } from '../support/test-app.js';
import { delivered, lastMessage, messagesOf, viewOf } from './registrants.js';

describe('notices: reading', () => {
  let app: TestApp;
  let notices: RegistrationNotices;
  let links: RegistrationLinks;
  let staff: StaffMember;
  let batch: Batch;
  let sessions: Session[];
  /** Each batch has one of its own, so that none is in another's way. */
  let halls = 0;

  beforeAll(async () => {
    app = await startApp();
    notices = app.app.get(RegistrationNotices);
    links = app.app.get(RegistrationLinks);
    staff = await aStaffMember(app.database);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.moveTo(testStart);
    halls += 1;
    batch = await aBatch(app.database, { venueName: `Balai ${halls}` });
    sessions = [
      await aSession(app.database, batch, { room: 'Aula' }),
      await aSession(app.database, batch, {
        title: 'Foto produk',
        startsAt: new Date('2026-10-20T16:30:00Z'),
        endsAt: new Date('2026-10-20T18:00:00Z'),
      }),
    ];
  });

  const registrationIn = (status: RegistrationStatus, given: Partial<Registration> = {}) =>
    aRegistrationRow(app.database, batch, { status, ...given });
  const become = (registration: Registration, status: RegistrationStatus) =>
    app.database.transaction((tx) => updateRows(tx, Registration, { id: registration.id }, { status }));

  async function tell(
    registration: Registration,
    name: 'received' | 'confirmed' | 'promoted' | 'linkAgain',
  ): Promise<EmailMessage> {
    await app.database.transaction((tx) =>
      name === 'received' ? notices.enrolled(tx, [{ registration, position: null }]) : notices[name](tx, registration),
    );
    return lastMessage(app, registration);
  }

  function exampleKeys(name: string): string[] {
    const file = readFileSync(join(templatesFolder, 'emails', 'examples', `${name}.json`), 'utf8');
    return paths(JSON.parse(file));
  }

  /** What the template could ask for and would not find. */
  function missing(template: string, made: EmailView): string[] {
    const found = new Set(paths('view' in made ? made.view : {}));
    return exampleKeys(template).filter((path) => !found.has(path));
  }

  /** Every key with its way, as in `batch.mapUrl`; of a list, those of its first item. */
  function paths(value: unknown, way = ''): string[] {
    if (Array.isArray(value)) return paths(value[0], `${way}[]`);
    if (typeof value !== 'object' || value === null) return [way];
    return Object.entries(value).flatMap(([key, inner]) => paths(inner, way === '' ? key : `${way}.${key}`));
  }

  const change = (url: string, body: object) => app.http().patch(`/api/v1${url}`).set(staff.authorization).send(body);
  const text = (component: ICAL.Component, name: string) => String(component.getFirstPropertyValue(name));

  function calendarOf(mail: ParsedMail): ICAL.Component {
    const file = mail.attachments.find(({ filename }) => filename === 'jadwal.ics');
    return new ICAL.Component(ICAL.parse(file?.content.toString('utf8') ?? '') as unknown[]);
  }

  function ticketOf({ attachments }: ParsedMail): string | undefined {
    const { data, width, height } = PNG.sync.read(
      attachments.find(({ cid }) => cid === 'ticket-qr')?.content ?? Buffer.of(),
    );
    return jsQR.default(new Uint8ClampedArray(data), width, height)?.data;
  }

  describe('the view of a mail', () => {
    it.each([
      ['registration-received', 'submitted'],
      ['registration-confirmed', 'confirmed'],
      ['registration-waitlisted', 'waitlisted'],
      ['registration-promoted', 'confirmed'],
      ['registration-rejected', 'rejected'],
      ['registration-cancelled', 'cancelled'],
      ['registration-link', 'submitted'],
      ['batch-cancelled', 'cancelled'],
      ['session-reminder', 'confirmed'],
    ] as const)('has every key of the example of %s', async (template, status) => {
      const message = await tell(await registrationIn(status), 'linkAgain');
      const made = await viewOf(app, Object.assign(message, { template, data: { day: '2026-10-20' } }));
      expect(missing(template, made)).toEqual([]);
    });

    it('has every key of the example of batch-changed', async () => {
      const registration = await registrationIn('confirmed');
      await change(`/sessions/${sessions[0]?.id}`, { room: 'Studio' }).expect(200);
      expect(missing('batch-changed', await viewOf(app, await lastMessage(app, registration)))).toEqual([]);
    });

    it.each([
      [
        'id',
        {
          label: 'Angkatan I',
          dates: '20 s.d. 21 Oktober 2026',
          firstStart: 'Selasa, 20 Oktober 2026 pukul 08.00 WITA',
        },
        { title: 'Foto produk', date: 'Rabu, 21 Oktober 2026', time: '00.30 s.d. 02.00 WITA', room: null },
        'Bimbingan Teknis',
      ],
      [
        'en',
        { label: 'Batch I', dates: '20–21 October 2026', firstStart: 'Tuesday, 20 October 2026 at 08:00 WITA' },
        { title: 'Foto produk', date: 'Wednesday, 21 October 2026', time: '00:30–02:00 WITA', room: null },
        'Bimtek (technical guidance)',
      ],
    ] as const)('speaks %s, in the zone of the batch', async (locale, of, second, kind) => {
      const registration = await registrationIn('confirmed', { locale });
      const made = await viewOf(app, await tell(registration, 'confirmed'));
      const place = `Balai%20${halls}%2C%20Jl.%20A.%20Yani%20Km%2018%2C%20Banjarbaru%2C%20Kota%20Banjarbaru`;
      expect(made).toMatchObject({
        view: {
          recipient: { name: registration.name },
          program: { kind },
          batch: { ...of, mapUrl: `https://www.google.com/maps/search/?api=1&query=${place}` },
          sessions: [expect.objectContaining({ room: 'Aula' }), second],
          registration: { code: registration.code },
          links: {
            manage: links.manageUrl(registration),
            publicEvent: `http://localhost:3000/kegiatan/${batch.id}`,
          },
          ticketCid: 'ticket-qr',
          hasCalendar: true,
        },
      });
    });

    it('speaks of no ticket and no calendar that it does not carry', async () => {
      const made = await viewOf(app, await tell(await registrationIn('confirmed'), 'linkAgain'));
      expect(made).toMatchObject({ view: { ticketCid: null, hasCalendar: false } });
    });
  });

  describe('news that waited', () => {
    it.each([
      ['received', 'submitted', 'confirmed'],
      ['confirmed', 'confirmed', 'cancelled'],
      ['promoted', 'confirmed', 'cancelled'],
    ] as const)('%s, is not sent to one who was %s and is %s now', async (name, before, now) => {
      const registration = await registrationIn(before);
      const message = await tell(registration, name);
      await become(registration, now);
      await app.app.get(Dispatcher).drain();
      const { status, lastError } = await app.database.reader.findOneByOrFail(EmailMessage, { id: message.id });
      expect([status, lastError]).toEqual(['skipped', `the registration is ${now} now`]);
    });

    it('is sent although the batch has ended, when it is still true', async () => {
      const message = await tell(await registrationIn('confirmed'), 'confirmed');
      app.clock.moveTo(new Date('2026-11-20T00:00:00Z'));
      await app.database.transaction((tx) => updateRows(tx, Batch, { id: batch.id }, { status: 'completed' }));
      expect((await delivered(app, message)).subject).toContain('Undangan peserta');
    });

    it('of several changes is one mail that tells them all', async () => {
      const registration = await registrationIn('confirmed');
      await change(`/sessions/${sessions[0]?.id}`, { room: 'Studio' }).expect(200);
      await change(`/batches/${batch.id}`, {
        venue: { name: 'Gedung Sultan Suriansyah', address: 'Jl. Brigjen H. Hasan Basri', regencyCode: '63.71' },
      }).expect(200);
      await app.app.get(Dispatcher).drain();
      const [first, second] = await messagesOf(app, registration);
      expect(first).toMatchObject({ status: 'skipped', lastError: 'a later change is told together with this one' });
      const told = await delivered(app, second!);
      for (const words of ['Aula', 'Studio', 'Gedung Sultan Suriansyah']) expect(told.text).toContain(words);
      await app.http().delete(`/api/v1/sessions/${sessions[1]?.id}`).set(staff.authorization).expect(204);
      const third = await delivered(app, await lastMessage(app, registration));
      expect(third.text).toMatch(/Semula {2}: Foto produk, Rabu, 21 Oktober 2026.*\n {2}Menjadi : ditiadakan/);
      expect(third.text).not.toContain(batch.venueName);
    });
  });

  describe('what a mail carries', () => {
    it('is a QR code that holds exactly the ticket, and the timetable', async () => {
      const registration = await registrationIn('confirmed');
      const mail = await delivered(app, await tell(registration, 'confirmed'));
      expect(ticketOf(mail)).toBe(links.ticket(registration));
      expect(mail.html).toContain(links.manageUrl(registration));
      const read = calendarOf(mail);
      expect(text(read, 'method')).toBe('PUBLISH');
      const events = read.getAllSubcomponents('vevent');
      expect(events.map((event) => ['uid', 'sequence', 'dtstart', 'dtend'].map((name) => text(event, name)))).toEqual([
        [`${sessions[0]?.id}@localhost`, '0', '2026-10-20T00:00:00Z', '2026-10-20T03:00:00Z'],
        [`${sessions[1]?.id}@localhost`, '0', '2026-10-20T16:30:00Z', '2026-10-20T18:00:00Z'],
      ]);
      expect(text(events[0]!, 'location')).toBe(`Aula, Balai ${halls}, Jl. A. Yani Km 18, Banjarbaru`);
      expect(text(events[0]!, 'organizer').toLowerCase()).toBe('mailto:dinas@dinas.example');
    });

    it('leads from an event that was called off to the others', async () => {
      const registration = await registrationIn('confirmed');
      const cancelling = app.http().post(`/api/v1/batches/${batch.id}/cancellation`).set(staff.authorization);
      await cancelling.send({ reason: 'Gedung kebanjiran' }).expect(200);
      const mail = await delivered(app, await lastMessage(app, registration));
      expect(mail.text).toContain('Lihat kegiatan lain:\nhttp://localhost:3000/\n');
    });

    it('moves a session that was moved', async () => {
      const registration = await registrationIn('confirmed');
      await change(`/sessions/${sessions[0]?.id}`, {
        startsAt: '2026-10-20T09:00:00+08:00',
        endsAt: '2026-10-20T12:00:00+08:00',
      }).expect(200);
      const mail = await delivered(app, await lastMessage(app, registration));
      expect(ticketOf(mail)).toBe(links.ticket(registration));
      const [first] = calendarOf(mail).getAllSubcomponents('vevent');
      expect([text(first!, 'uid'), text(first!, 'sequence'), text(first!, 'dtstart')]).toEqual([
        `${sessions[0]?.id}@localhost`,
        '1',
        '2026-10-20T01:00:00Z',
      ]);
    });

    it.each([
      ['registrations', 'their registration', 'Sakit'],
      ['batches', 'their batch', 'Gedung kebanjiran'],
    ])('takes the sessions out of the calendar with %s (%s)', async (what, _, reason) => {
      const registration = await registrationIn('confirmed');
      const id = what === 'batches' ? batch.id : registration.id;
      await app.http().post(`/api/v1/${what}/${id}/cancellation`).set(staff.authorization).send({ reason }).expect(200);
      const mail = await delivered(app, await lastMessage(app, registration));
      expect(mail.text).toContain(reason);
      const read = calendarOf(mail);
      expect(text(read, 'method')).toBe('CANCEL');
      const events = read.getAllSubcomponents('vevent');
      expect(events.map((event) => [text(event, 'sequence'), text(event, 'status')])).toEqual([
        ['1', 'CANCELLED'],
        ['1', 'CANCELLED'],
      ]);
    });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CertificateCounter } from '../../src/certificates/certificate-counter.entity.js';
import { CertificateStandings } from '../../src/certificates/certificate-standings.js';
import { Certificate } from '../../src/certificates/certificate.entity.js';
import { ChangeCertificate } from '../../src/certificates/change-certificate.js';
import { IssueCertificates } from '../../src/certificates/issue-certificates.js';
import { PreviewCertificate } from '../../src/certificates/preview-certificate.js';
import { updateRows } from '../../src/database/rows.js';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { anAttendant } from '../factories/attendance.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { anOffice, aStaffMember, type StaffMember } from '../factories/staff.js';
import { pdfPages } from '../support/pdf-text.js';
import { startApp, type TestApp } from '../support/test-app.js';

const at = (day: number, hour: number) => new Date(Date.UTC(2026, 9, day, hour - 8));

describe('certificates before and after they are issued', () => {
  let app: TestApp;
  let organizer: StaffMember;
  let batch: Batch;
  let first: Session;

  beforeAll(async () => {
    app = await startApp();
  });

  afterAll(() => app.close());

  beforeEach(async () => {
    organizer = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
    const program = await aProgram(app.database, { officeId: organizer.officeId, kind: 'diklat' });
    batch = await aBatch(app.database, { program });
    first = await aSession(app.database, batch, { title: 'Pembukuan', startsAt: at(20, 8), endsAt: at(20, 11) });
    await aSession(app.database, batch, { title: 'Pajak', startsAt: at(21, 8), endsAt: at(21, 11), lessonHours: 12 });
    app.clock.moveTo(at(20, 12));
  });

  const attendant = (name: string, status: 'present' | 'absent') =>
    anAttendant(app.database, { batch, session: first, userId: organizer.userId }, status, { name });
  const standings = async () => {
    const { people } = await app.app.get(CertificateStandings).ofBatch(organizer.actor, batch.id);
    return people.map(({ name, why, figures: { attended, needed, whole, unit } }) => [
      name,
      why,
      `${attended}/${needed}/${whole} ${unit}`,
    ]);
  };
  const preview = async (registrationId?: string, of = batch.id) => {
    const { content } = await app.app.get(PreviewCertificate).run(organizer.actor, of, registrationId);
    return pdfPages(content);
  };

  it('say who has how many JP of how many, and whether the rest can still be reached', async () => {
    await attendant('Hadir', 'present');
    await attendant('Alpa', 'absent');
    await aRegistrationRow(app.database, batch, { name: 'Menunggu', status: 'submitted' });
    await aRegistrationRow(app.database, batch, { name: 'Batal', status: 'cancelled' });
    expect(await standings()).toEqual([
      ['Hadir', 'sessions_to_come', '4/12/16 hours'],
      ['Alpa', 'sessions_to_come', '0/12/16 hours'],
      ['Menunggu', 'not_confirmed', '0/12/16 hours'],
    ]);
    app.clock.moveTo(at(21, 12));
    expect((await standings()).slice(0, 2)).toEqual([
      ['Hadir', null, '4/3/4 hours'],
      ['Alpa', 'attendance_below_minimum', '0/3/4 hours'],
    ]);
  });

  it('count sessions where none has JP', async () => {
    const dialog = await aProgram(app.database, { officeId: organizer.officeId, kind: 'dialog' });
    batch = await aBatch(app.database, { program: dialog });
    first = await aSession(app.database, batch, { startsAt: at(20, 8), endsAt: at(20, 11), lessonHours: 0 });
    await attendant('Hadir', 'present');
    expect(await standings()).toEqual([['Hadir', null, '1/1/1 sessions']]);
  });

  it('can be looked at: marked as a preview, with a real name, without a number', async () => {
    const someone = await attendant('Hj. Siti Aminah', 'present');
    const counted = async () => [
      await app.database.reader.countBy(Certificate, { officeId: organizer.officeId }),
      await app.database.reader.countBy(CertificateCounter, { officeId: organizer.officeId }),
      await app.database.reader.countBy(EmailMessage, { officeId: organizer.officeId }),
      await app.database.reader.countBy(AuditEntry, { officeId: organizer.officeId }),
    ];
    const before = await counted();
    for (const pages of [await preview(), await preview(someone.id)]) {
      expect(pages[0]).toContain('Hj. Siti Aminah');
      expect(pages[0]).toContain('…/DIKLAT/DISKOPUKM/X/2026');
      for (const page of pages) expect(page.replaceAll(/\s/g, '')).toContain('PRATINJAU');
    }
    expect(await counted()).toEqual(before);
    await app.app.get(IssueCertificates).run(organizer.actor, batch.id);
  });

  it('can be looked at while the batch is a draft, with an invented name', async () => {
    const draft = await aBatch(app.database, { officeId: organizer.officeId, status: 'draft' });
    expect((await preview(undefined, draft.id))[0]).toContain('Nama Peserta');
    const elsewhere = await aRegistrationRow(app.database, draft);
    await expect(preview(elsewhere.id)).rejects.toMatchObject({ code: 'registration_not_found' });
    const attending = await aStaffMember(app.database, { officeId: organizer.officeId, role: 'attendant' });
    const asAttendant = async () => app.app.get(PreviewCertificate).run(attending.actor, draft.id);
    await expect(asAttendant()).rejects.toMatchObject({ code: 'role_not_allowed' });
  });

  describe('sending again', () => {
    let id: string;

    beforeEach(async () => {
      const { id: registrationId } = await attendant('Hj. Siti Aminah', 'present');
      await app.database.transaction((tx) =>
        tx.update('registrations', { id: registrationId }, { email: 'siti@warga.example' }),
      );
      app.clock.moveTo(at(21, 12));
      organizer = await aStaffMember(app.database, { officeId: organizer.officeId });
      await app.app.get(IssueCertificates).run(organizer.actor, batch.id);
      id = (await app.database.reader.findOneByOrFail(Certificate, { registrationId })).id;
    });

    const send = (key?: string, of = id) => {
      const request = app.http().post(`/api/v1/certificates/${of}/deliveries`).set(organizer.authorization);
      return key === undefined ? request : request.set('idempotency-key', key);
    };
    const mails = () => app.database.reader.findBy(EmailMessage, { subjectId: id });
    const trail = () => app.database.reader.countBy(AuditEntry, { subjectId: id, action: 'certificate.sent_again' });
    const delivered = () =>
      app.database.transaction((tx) => updateRows(tx, EmailMessage, { subjectId: id }, { status: 'sent' }));

    it('queues one more mail with the paper, once for each wish', async () => {
      await delivered();
      const answers = [await send('a'), await send('a')];
      expect(answers.map(({ status }) => status)).toEqual([202, 202]);
      expect((await mails()).map(({ status }) => status).sort()).toEqual(['pending', 'sent']);
      expect((await mails())[1]?.attachments).toEqual([{ source: 'certificate-pdf', id }]);
      expect(await trail()).toBe(1);
      await delivered();
      expect((await send('b')).status).toBe(202);
      expect(await mails()).toHaveLength(3);
      expect(await trail()).toBe(2);
    });

    it('is one mail when the same wish comes twice at once', async () => {
      await delivered();
      await Promise.all([send('a'), send('a')]);
      expect(await mails()).toHaveLength(2);
      expect(await trail()).toBe(1);
    });

    it('is refused while a mail waits, without an address, for what is no longer valid, and for others', async () => {
      expect((await send()).body.code).toBe('certificate_mail_waiting');
      await delivered();
      expect((await send('x y')).status).toBe(422);
      const { registrationId } = await app.database.reader.findOneByOrFail(Certificate, { id });
      await app.database.transaction((tx) => tx.update('registrations', { id: registrationId }, { email: null }));
      expect((await send()).body.code).toBe('certificate_without_email');
      await app.app.get(ChangeCertificate).revoke(organizer.actor, id, 'Salah orang');
      expect((await send()).body.code).toBe('certificate_not_valid');
      organizer = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
      expect((await send()).status).toBe(404);
      expect(await mails()).toHaveLength(1);
    });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Participant } from '../../src/participants/participant.entity.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import { Consent } from '../../src/registrations/consent.entity.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch } from '../factories/batch.js';
import { aProgram } from '../factories/program.js';
import {
  aRegistration,
  aRegistrationBody,
  register,
  tokenOf,
  type GivenRegistration,
} from '../factories/registration.js';
import { anOffice, aStaffMember } from '../factories/staff.js';
import { startApp, testStart, type TestApp } from '../support/test-app.js';

describe('registering', () => {
  let app: TestApp;
  let batch: Batch;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.moveTo(testStart);
    batch = await aBatch(app.database);
  });

  const errorsOf = (body: unknown) => (body as { errors: { field: string; code: string }[] }).errors;
  const cooperative = { kind: 'cooperative', name: 'Koperasi Maju Bersama', cooperativeNumber: '6303204905819' };

  describe('a registration', () => {
    it('is answered with code, state and link, and leaves consent and mail', async () => {
      const { status, body } = await register(app, batch, aRegistrationBody(1));
      expect(status).toBe(201);
      expect(body).toEqual({
        id: expect.any(String),
        code: expect.stringMatching(/^\w{4}-\w{4}$/),
        status: 'confirmed',
        manageUrl: expect.stringMatching(/^http:\/\/localhost:3000\/pendaftaran\/[\w-]{44}$/),
        warnings: [],
      });
      const { reader } = app.database;
      expect(await reader.countBy(Consent, { registrationId: body.id })).toBe(1);
      const [mail] = await reader.findBy(EmailMessage, { subjectId: body.id });
      expect(mail).toMatchObject({ template: 'registration-confirmed', recipientAddress: 'peserta1@warga.example' });
    });

    it('keeps the NIK encrypted, and shows it masked until an organiser asks', async () => {
      const { id } = await aRegistration(app, batch, 2);
      const staff = await aStaffMember(app.database, { officeId: batch.officeId });
      const { nik } = aRegistrationBody(2).participant as { nik: string };
      const { participantId } = await app.database.reader.findOneByOrFail(Registration, { id });
      const row = await app.database.reader.findOneByOrFail(Participant, { id: participantId });
      expect(JSON.stringify(row)).not.toContain(nik);
      const seen = await app.http().get(`/api/v1/registrations/${id}`).set(staff.authorization);
      expect(seen.body).toMatchObject({ nik: '6371************', phone: '+6281250000002' });
      const asked = await app.http().post(`/api/v1/registrations/${id}/nik-disclosures`).set(staff.authorization);
      expect(asked.body).toEqual({ nik });
      const audited = await app.database.reader.query(
        "SELECT subject_id FROM audit_entries WHERE action = 'participant.nik_disclosed'",
      );
      expect(audited).toEqual([{ subject_id: id }]);
    });

    it.each<[string, 'diklat' | 'bimtek' | 'dialog', GivenRegistration]>([
      ['an owner with an UMKM', 'bimtek', {}],
      ['a member with the cooperative', 'diklat', { role: 'member', enterprise: cooperative }],
      ['somebody without a business yet', 'bimtek', { role: 'aspiring', enterprise: undefined }],
      ['anybody for a dialog', 'dialog', { role: undefined, enterprise: undefined, participant: { nik: undefined } }],
      ['an UMKM without a role', 'bimtek', { role: undefined }],
      ['a scale', 'bimtek', { enterprise: { scale: 'unknown' } }],
      ['empty optional texts', 'bimtek', { participant: { email: '', address: ' ' }, enterprise: { nib: '' } }],
    ])('takes %s', async (_, kind, given) => {
      const open = await aBatch(app.database, { kind });
      const { status } = await register(app, open, aRegistrationBody(3, given));
      expect(status).toBe(201);
    });

    it.each<[string, GivenRegistration, { field: string; code: string }[]]>([
      ['no NIK', { participant: { nik: undefined } }, [{ field: 'participant.nik', code: 'required' }]],
      ['15 digits', { participant: { nik: '637105520388000' } }, [{ field: 'participant.nik', code: 'nik_length' }]],
      [
        'a NIK of letters',
        { participant: { nik: '63710552O3880001' } },
        [{ field: 'participant.nik', code: 'nik_digits' }],
      ],
      [
        'a NIK of 30 February',
        { participant: { nik: '6371053002880001' } },
        [{ field: 'participant.nik', code: 'nik_date' }],
      ],
      ['serial 0000', { participant: { nik: '6371055203880000' } }, [{ field: 'participant.nik', code: 'nik_serial' }]],
      [
        '16 equal digits',
        { participant: { nik: '1'.repeat(16) } },
        [{ field: 'participant.nik', code: 'nik_placeholder' }],
      ],
      ["no owner's business", { enterprise: undefined }, [{ field: 'enterprise', code: 'required' }]],
      [
        'neither business nor role',
        { enterprise: undefined, role: undefined },
        [
          { field: 'enterprise', code: 'enterprise_or_role' },
          { field: 'role', code: 'enterprise_or_role' },
        ],
      ],
      [
        'an owner of a cooperative',
        { enterprise: cooperative },
        [{ field: 'enterprise.kind', code: 'role_needs_umkm' }],
      ],
      ['a member of an UMKM', { role: 'member' }, [{ field: 'enterprise.kind', code: 'role_needs_cooperative' }]],
      ['a business without name', { enterprise: { name: ' ' } }, [{ field: 'enterprise.name', code: 'required' }]],
      [
        'a NIB of 12 digits',
        { enterprise: { nib: '912000000000' } },
        [{ field: 'enterprise.nib', code: 'nib_length' }],
      ],
      ['no consent', { consent: undefined }, [{ field: 'consent', code: 'consent_required' }]],
      ['consent by a word', { consent: 'true' }, [{ field: 'consent', code: 'consent_required' }]],
      [
        'a birth tomorrow',
        { participant: { birthDate: '2026-10-06' } },
        [{ field: 'participant.birthDate', code: 'birth_date_implausible' }],
      ],
      [
        'an unknown field',
        { participant: { religion: 'x' } },
        [{ field: 'participant.religion', code: 'unknown_field' }],
      ],
      [
        'a name of control characters',
        { participant: { name: 'A\u0000B' } },
        [{ field: 'participant.name', code: 'name_chars' }],
      ],
    ])('refuses %s', async (_, given, errors) => {
      const { status, body } = await register(app, batch, aRegistrationBody(4, given));
      expect({ status, errors: body.errors }).toEqual({
        status: 422,
        errors: errors.map((error) => expect.objectContaining(error)),
      });
      expect(await app.database.reader.countBy(Registration, { batchId: batch.id })).toBe(0);
    });

    it.each([[{}], [{ participant: [] }], [{ participant: 'x', enterprise: [] }], [{ participant: null, role: {} }]])(
      'survives %j',
      async (dirty) => {
        const { status, body } = await register(app, batch, dirty);
        expect(status).toBe(422);
        expect(body.errors[0].field).toBe('participant');
      },
    );

    it("tells everything that is wrong at once, in the reader's language", async () => {
      const wrong = { participant: { nik: '12', phone: '0812O' }, enterprise: { nib: '1' }, consent: false };
      const request = register(app, batch, aRegistrationBody(5, wrong)).set('accept-language', 'en');
      const { body } = await request;
      const codes = Object.fromEntries(errorsOf(body).map(({ field, code }) => [field, code]));
      expect(codes).toEqual({
        'participant.phone': 'phone_chars',
        'enterprise.nib': 'nib_length',
        'participant.nik': 'nik_length',
        consent: 'consent_required',
      });
      expect(JSON.stringify(body)).toContain('A NIK has 16 digits. You typed 2.');
    });

    it('asks for what the program asks for', async () => {
      const { officeId } = batch;
      const requiredFields = ['nib', 'email', 'address', 'birthDate'] as const;
      const asking = await aBatch(app.database, {
        program: await aProgram(app.database, { officeId, requiredFields }),
      });
      const given = { participant: { email: undefined, birthDate: undefined } };
      const { body } = await register(app, asking, aRegistrationBody(6, given));
      expect(errorsOf(body).map(({ field }) => field)).toEqual([
        'enterprise.nib',
        'participant.email',
        'participant.address',
        'participant.birthDate',
      ]);
    });

    it('asks nobody for the NIB of a business that is yet to be founded', async () => {
      const program = await aProgram(app.database, { officeId: batch.officeId, requiredFields: ['nib'] });
      const asking = await aBatch(app.database, { program });
      const founder = await register(app, asking, aRegistrationBody(6, { role: 'aspiring', enterprise: undefined }));
      expect(founder.status).toBe(201);
      const owner = await register(app, asking, aRegistrationBody(9));
      expect(errorsOf(owner.body).map(({ code }) => code)).toEqual(['nib_required']);
      const page = await app.http().get(`/kegiatan/${asking.id}/daftar`).set('accept', 'text/html');
      expect(page.text).toContain('value="aspiring"');
    });

    it('warns where the NIK disagrees, and keeps the warning for staff', async () => {
      const given = { participant: { gender: 'male', birthDate: '1980-01-01' } };
      const { body } = await register(app, batch, aRegistrationBody(7, given));
      const warnings = [
        { field: 'participant.birthDate', code: 'nik_birth_date_mismatch' },
        { field: 'participant.gender', code: 'nik_gender_mismatch' },
      ];
      expect(body.warnings).toEqual(warnings);
      const { warnings: kept } = await app.database.reader.findOneByOrFail(Registration, { id: body.id });
      expect(kept).toEqual(warnings);
    });

    it("is bound to the window [opens, closes), told in the batch's zone", async () => {
      app.clock.moveTo(new Date(batch.registrationOpensAt.getTime() - 1));
      const early = await register(app, batch, aRegistrationBody(8));
      expect([early.status, early.body.code]).toEqual([409, 'registration_not_open']);
      expect(early.body.detail).toContain('08.00 WITA');
      app.clock.moveTo(batch.registrationClosesAt);
      const late = await register(app, batch, aRegistrationBody(8));
      expect([late.status, late.body.code]).toEqual([409, 'registration_closed']);
      app.clock.moveTo(new Date(batch.registrationClosesAt.getTime() - 1));
      expect((await register(app, batch, aRegistrationBody(8))).status).toBe(201);
    });

    it.each([
      ['draft', 404, 'batch_not_found'],
      ['cancelled', 409, 'batch_cancelled'],
      ['completed', 409, 'registration_closed'],
    ] as const)('is refused by a batch that is %s', async (status, expected, code) => {
      const publishedAt = status === 'draft' ? null : testStart;
      const shut = await aBatch(app.database, { status, publishedAt });
      const answer = await register(app, shut, aRegistrationBody(9));
      expect([answer.status, answer.body.code]).toEqual([expected, code]);
    });

    it('knows a person again and changes nothing of what stands', async () => {
      const other = await aBatch(app.database);
      const first = await aRegistration(app, batch, 10);
      const second = await aRegistration(app, other, 10, {
        participant: { name: 'Orang Lain', phone: '081299990000' },
      });
      const { reader } = app.database;
      const rows = await Promise.all([first, second].map(({ id }) => reader.findOneByOrFail(Registration, { id })));
      expect(rows[0]!.participantId).toBe(rows[1]!.participantId);
      expect(rows.map(({ phone }) => phone)).toEqual(['+6281250000010', '+6281299990000']);
      const { name } = await reader.findOneByOrFail(Participant, { id: rows[0]!.participantId });
      expect(name).toBe('Hj. Siti Rahmah 10');
    });

    it('of the same person is refused without a word of her, and mails her the link once an hour', async () => {
      const { id, code } = await aRegistration(app, batch, 11);
      for (let again = 0; again < 2; again += 1) {
        const stranger = { participant: { email: 'orang@lain.example', name: 'Orang Lain' } };
        const { status, body } = await register(app, batch, aRegistrationBody(11, stranger));
        expect([status, body.code]).toEqual([409, 'already_registered']);
        expect(JSON.stringify(body)).not.toMatch(new RegExp(`Rahmah|warga|${code}|${id}|confirmed`));
      }
      const mails = await app.database.reader.findBy(EmailMessage, { subjectId: id, template: 'registration-link' });
      expect(mails.map(({ recipientAddress }) => recipientAddress)).toEqual(['peserta11@warga.example']);
    });

    it('finds who gave no NIK by phone and name', async () => {
      const dialog = await aBatch(app.database, { kind: 'dialog' });
      const without = (name: string) => aRegistrationBody(12, { participant: { nik: undefined, name } });
      expect((await register(app, dialog, without('Hj. Siti'))).status).toBe(201);
      expect((await register(app, dialog, without('siti'))).status).toBe(409);
      expect((await register(app, dialog, without('Siti Aisyah'))).status).toBe(201);
    });

    it('may be made again once it was cancelled', async () => {
      const first = await aRegistration(app, batch, 13);
      await app.http().post(`/api/v1/public/registrations/${tokenOf(first)}/cancellation`);
      expect((await register(app, batch, aRegistrationBody(13))).status).toBe(201);
    });

    it("is made by staff on somebody's behalf, outside the window too", async () => {
      const staff = await aStaffMember(app.database, { officeId: batch.officeId });
      app.clock.moveTo(batch.registrationClosesAt);
      const url = `/api/v1/batches/${batch.id}/registrations`;
      const body = { ...aRegistrationBody(14), channel: 'walk_in' };
      const { status, body: made } = await app.http().post(url).set(staff.authorization).send(body);
      expect(status).toBe(201);
      expect((await app.database.reader.findOneByOrFail(Registration, { id: made.id })).channel).toBe('walk_in');
      const attendant = await aStaffMember(app.database, { officeId: batch.officeId, role: 'attendant' });
      expect((await app.http().post(url).set(attendant.authorization).send(body)).status).toBe(403);
      const stranger = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
      expect((await app.http().post(url).set(stranger.authorization).send(body)).status).toBe(404);
    });

    it('is stopped after ten refusals of one NIK', async () => {
      await aRegistration(app, batch, 15);
      for (let again = 0; again < 10; again += 1) {
        expect((await register(app, batch, aRegistrationBody(15))).status).toBe(409);
      }
      expect((await register(app, batch, aRegistrationBody(15))).status).toBe(429);
      expect((await register(app, batch, aRegistrationBody(16))).status).toBe(201);
    });
  });
});

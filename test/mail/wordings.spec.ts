import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { updateRows } from '../../src/database/rows.js';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { locales } from '../../src/kernel/locale.js';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { EmailTemplates } from '../../src/mail/email-templates.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { LocalMailbox } from '../../src/mail/local-mailbox.js';
import { defaultWording, wordingRules } from '../../src/mail/wording/default-wording.js';
import { EmailWording } from '../../src/mail/wording/email-wording.entity.js';
import { RenderEmail } from '../../src/mail/wording/render-email.js';
import { wordingShapes } from '../../src/mail/wording/wording-catalog.js';
import { WordingFailed, WordingWorker } from '../../src/mail/wording/wording-worker.js';
import { faultsOf } from '../../src/mail/wording/wording.rules.js';
import { aBatch } from '../factories/batch.js';
import { aRegistration } from '../factories/registration.js';
import { anOffice, aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { example } from './mail-system.js';

const path = '/api/v1/email-wordings';
const confirmed = `${path}/registration-confirmed/id`;
const mails = [...wordingShapes.keys()].flatMap((template) => locales.map((locale) => [template, locale] as const));
const text = {
  subject: 'Selamat datang, {{nama}}',
  body: 'Yth. {{nama}},\n\nBawalah:\n- KTP <asli>\n- bekal\n\n{{rincian}}\n\n{{tiket}}\n\n{{#each sesi}}\n- {{judul}} untuk {{nama}}\n{{/each}}\n\n{{tautan_pendaftaran}}',
};

describe('the words of an office', () => {
  let app: TestApp;
  let organizer: StaffMember;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    organizer = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
  });

  const list = async (by = organizer) => (await app.http().get(path).set(by.authorization).expect(200)).body.items;
  const put = (body: object, to = confirmed, by = organizer) => app.http().put(to).set(by.authorization).send(body);
  const reset = (from = confirmed, by = organizer) => app.http().delete(from).set(by.authorization);
  const own = () => app.database.reader.findBy(EmailWording, { officeId: organizer.officeId });

  it.each(mails)('start from ours, which keep all rules and say the same: %s in %s', async (template, locale) => {
    const ours = defaultWording(template, locale);
    expect(faultsOf(ours, wordingRules(template))).toEqual([]);
    const view = example(template);
    const plain = app.app.get(EmailTemplates, { strict: false }).render(template, locale, view);
    const worded = await app.app.get(RenderEmail).worded({ template, locale, view }, ours);
    expect(worded.subject).toBe(plain.subject);
    const squeezed = (shown: string) => shown.replaceAll(/\s+/g, ' ');
    expect(squeezed(worded.text)).toBe(squeezed(plain.text));
    for (const piece of ['<h1', 'cid:ticket-qr', 'class="button"', '<table']) {
      expect(worded.html.includes(piece)).toBe(plain.html.includes(piece));
    }
  });

  it('are kept, listed, audited, and given up again', async () => {
    expect(await list()).toHaveLength(30);
    const { body } = await put({ ...text, version: 0 }).expect(200);
    expect(body).toEqual({
      ...{ template: 'registration-confirmed', locale: 'id', ...text, own: true, version: 1, brokenAt: null },
      changedAt: app.clock.now().toISOString(),
    });
    await put({ ...text, subject: 'Undangan', version: 1 }).expect(200);
    expect((await put({ ...text, version: 1 }).expect(409)).body.code).toBe('changed_meanwhile');
    expect((await put({ ...text, version: 0 }).expect(409)).body.code).toBe('changed_meanwhile');
    expect((await reset().expect(200)).body).toMatchObject({ own: false, version: 0 });
    expect(await own()).toEqual([]);
    const audited = await app.database.reader.find(AuditEntry, {
      where: { officeId: organizer.officeId, subjectType: 'email_wording' },
      order: { id: 'ASC' },
    });
    expect(audited.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['email_wording.changed', organizer.userId],
      ['email_wording.changed', organizer.userId],
      ['email_wording.reset', organizer.userId],
    ]);
    expect(audited[1]?.before).toMatchObject(text);
    expect(audited[1]?.after).toMatchObject({ subject: 'Undangan' });
  });

  it('that begin at once are kept once', async () => {
    const answers = await Promise.all([put({ ...text, version: 0 }), put({ ...text, version: 0 })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await own()).toHaveLength(1);
  });

  it('are refused with the line and column of each mistake', async () => {
    const { body } = await put({
      subject: '{{nam}}',
      body: 'Yth.\n\n  {{@root.office}} {{rincian}}\n{{tiket}}',
    }).expect(422);
    expect(body.errors).toEqual([
      {
        field: 'subject',
        code: 'wording_unknown',
        message: expect.stringMatching(/^Baris 1, kolom 1: \{\{nam\}\} tidak/),
      },
      {
        field: 'body',
        code: 'wording_forbidden',
        message: expect.stringMatching(/^Baris 3, kolom 1: \{\{@root.office\}\}/),
      },
      { field: 'body', code: 'wording_block_place', message: expect.stringMatching(/^Baris 3, kolom 18:/) },
      {
        field: 'body',
        code: 'wording_block_missing',
        message: 'Baris 4, kolom 10: {{tautan_pendaftaran}} wajib ada dalam email ini.',
      },
    ]);
    const long = await put({ ...text, subject: `${'panjang '.repeat(14)}{{kegiatan}}` }).expect(422);
    expect(long.body.errors).toMatchObject([{ field: 'subject', code: 'wording_subject_long' }]);
    await put({ ...text, body: 'x'.repeat(5_001) }).expect(422);
    expect(await own()).toEqual([]);
  });

  it('belong to their office, and to nobody below an organiser', async () => {
    await put(text).expect(200);
    const attendant = await aStaffMember(app.database, { officeId: organizer.officeId, role: 'attendant' });
    await app.http().get(path).set(attendant.authorization).expect(403);
    await put(text, confirmed, attendant).expect(403);
    await reset(confirmed, attendant).expect(403);
    const stranger = await aStaffMember(app.database, { officeId: await anOffice(app.database) });
    expect((await list(stranger)).filter((one: { own: boolean }) => one.own)).toEqual([]);
    await reset(confirmed, stranger).expect(200);
    expect(await own()).toHaveLength(1);
    expect((await put(text, `${path}/password/id`).expect(404)).body.code).toBe('email_template_not_found');
    await put(text, `${path}/registration-confirmed/xx`).expect(404);
  });

  async function sentTo(officeId: string): Promise<{ subject: string; text: string; html: string }> {
    await app.app.get(Dispatcher).drain();
    const message = await app.database.reader.findOneOrFail(EmailMessage, {
      where: { officeId },
      order: { id: 'DESC' },
    });
    expect(message).toMatchObject({ status: 'sent', lastError: null });
    const mailbox = app.app.get(LocalMailbox, { strict: false });
    const name = (await mailbox.names()).find((one) => one.endsWith(message.id)) ?? '';
    const { simpleParser } = await import('mailparser');
    const mail = await simpleParser((await mailbox.read(name)) ?? '');
    return { subject: mail.subject ?? '', text: mail.text ?? '', html: String(mail.html) };
  }

  it('go out, escaped, with our fixed parts between them', async () => {
    await put(text).expect(200);
    const batch = await aBatch(app.database, { officeId: organizer.officeId });
    await aRegistration(app, batch, 1, { participant: { name: 'Siti Rahmah' } });
    const mail = await sentTo(organizer.officeId);
    expect(mail.subject).toBe('Selamat datang, Siti Rahmah');
    expect(mail.text).toContain('Yth. Siti Rahmah,\n\nBawalah:\n- KTP <asli>\n- bekal\n\nNomor pendaftaran : ');
    expect(mail.html).toContain('<li style="margin:0 0 6px;">KTP &lt;asli&gt;</li>');
    expect(mail.html).toContain('alt="Kode QR tiket"');
    expect(mail.html).toContain('class="button"');
  });

  it('that fail when a mail is due give way to ours, and the office is told', async () => {
    await put(text).expect(200);
    const broken = { body: '{{#each sesi}}{{#with x}}{{/with}}{{/each}}' };
    await app.database.transaction((tx) => updateRows(tx, EmailWording, { officeId: organizer.officeId }, broken));
    const batch = await aBatch(app.database, { officeId: organizer.officeId });
    await aRegistration(app, batch, 2);
    expect((await sentTo(organizer.officeId)).subject).toMatch(/^Undangan peserta /);
    expect((await own())[0]?.brokenAt).toEqual(app.clock.now());
    await put(text).expect(200);
    expect((await own())[0]?.brokenAt).toBeNull();
  });

  describe('in their thread', () => {
    const values = { nama: 'Siti', sesi: Array.from({ length: 60 }, () => ({ nama: 'Siti', judul: 'x' })) };
    const render = (body: string, given: object = values) =>
      app.app
        .get(WordingWorker, { strict: false })
        .render({ subject: 'x', body, values: given as Record<string, unknown> })
        .then(
          (made) => made.text,
          (error: unknown) => (error instanceof WordingFailed ? error.code : 'unexpected'),
        );

    it.each([
      '{{constructor}}{{constructor.name}}',
      '{{__proto__.x}}',
      '{{lookup nama "length"}}',
      '{{@root.nama}}',
      '{{{nama}}}',
      '{{&nama}}',
      '{{> x}}',
      '{{#> x}}{{/x}}',
      '{{#*inline "x"}}{{> x}}{{/inline}}{{> x}}',
      '{{* x}}',
      '{{#each sesi as |s|}}{{s}}{{/each}}',
      '{{#each sesi}}{{../nama}}{{/each}}',
      '{{#if (lookup nama "x")}}{{/if}}',
      '{{nama x=1}}',
      '{{log nama}}',
      '{{#unless nama}}{{/unless}}',
    ])('carry out no %j', async (body) => {
      expect(await render(body)).toBe('wording_forbidden');
    });

    it('go no deeper than two lists', async () => {
      expect(await render(`${'{{#each sesi}}'.repeat(3)}${'{{/each}}'.repeat(3)}`)).toBe('wording_too_deep');
    });

    it('end when they take too long or too much, and the next are served', async () => {
      const deep = { sesi: Array.from({ length: 3_000 }, () => ({ nama: 'Siti' })) };
      const nested = { sesi: deep.sesi.map(() => deep) };
      const bomb = `{{#each sesi}}{{#each sesi}}${'x'.repeat(4_000)}{{/each}}{{/each}}`;
      expect(['wording_too_large', 'wording_too_slow']).toContain(await render(bomb, nested));
      expect(await render(`{{#each sesi}}${'x'.repeat(4_900)}{{/each}}`)).toBe('wording_too_large');
      expect(await render('Yth. {{nama}}')).toBe('Yth. Siti');
    });

    it('know no name that is not given', async () => {
      expect(await render('{{toString}}')).toBe('wording_forbidden');
      expect(await render('{{kode}}')).toBe('wording_broken');
    });
  });
});

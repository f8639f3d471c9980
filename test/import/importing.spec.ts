import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntry } from '../../src/identity/audit-entry.entity.js';
import { Refusal } from '../../src/kernel/problems.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { Participant } from '../../src/participants/participant.entity.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { Consent } from '../../src/registrations/consent.entity.js';
import { CheckImport } from '../../src/registrations/import/check-import.js';
import { ForgetImports } from '../../src/registrations/import/forget-imports.js';
import { ImportDraft } from '../../src/registrations/import/import-draft.entity.js';
import { ImportDrafts } from '../../src/registrations/import/import-drafts.js';
import { ImportFaults } from '../../src/registrations/import/import-faults.js';
import { RunImport, type ImportWish } from '../../src/registrations/import/run-import.js';
import { UploadSheet } from '../../src/registrations/import/upload-sheet.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, type GivenBatch } from '../factories/batch.js';
import { aRegistration } from '../factories/registration.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { peopleWithFaults, sheetPerson, workbookOf } from './spreadsheet-of.js';

const wish: ImportWish = { mode: 'good', consent: true, tellThem: true, locale: 'id' };

describe('an import', () => {
  let app: TestApp;
  let staff: StaffMember;

  beforeAll(async () => {
    app = await startApp();
    staff = await aStaffMember(app.database);
  });

  afterAll(() => app.close());

  const batchOf = (given: GivenBatch = {}) => aBatch(app.database, { capacity: 2_000, kind: 'diklat', ...given });
  const upload = async (batch: Batch, bytes: Buffer) => ({
    batchId: batch.id,
    draftId: await app.app.get(UploadSheet).run(staff.actor, batch.id, bytes),
  });
  type Key = Awaited<ReturnType<typeof upload>>;
  const check = (key: Key) => app.app.get(CheckImport).run(staff.actor, key, 'id');
  const run = (key: Key, given: Partial<ImportWish> = {}) =>
    app.app.get(RunImport).run(staff.actor, key, { ...wish, ...given });
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof Refusal ? [error.code, error.params.count] : error),
    );
  const registered = ({ id }: Batch) => app.database.reader.countBy(Registration, { batchId: id });
  const people = (from: number, count: number) =>
    workbookOf(Array.from({ length: count }, (_, index) => sheetPerson(from + index)));

  it('of 1,000 rows with 37 faults of 12 kinds names each with row and column, and adds 963 or none', async () => {
    const { people: listed, faulty } = peopleWithFaults(1_000);
    expect([faulty.length, new Set(faulty.map(({ code }) => code)).size]).toEqual([37, 12]);
    const bytes = await workbookOf(listed);
    const batch = await batchOf();
    const key = await upload(batch, bytes);
    const checked = await check(key);
    const faults = app.app.get(ImportFaults);
    const named = checked.rows.flatMap(({ number, cells, faults: all }) =>
      all.map((fault) => {
        const text = faults.text(
          'id',
          fault,
          checked.sheet,
          checked.draft.mapping ?? { columns: {}, defaults: {} },
          cells,
        );
        return { row: number, column: text.column, code: fault.code };
      }),
    );
    expect(named).toEqual(faulty);
    expect(await refusal(run(key, { mode: 'all' }))).toEqual(['import_has_faults', 37]);
    expect([await registered(batch), await app.database.reader.countBy(Participant, {})]).toEqual([0, 0]);
    await run(key);
    expect(await registered(batch)).toBe(963);
    const { taken, lastSequence } = await app.database.reader.findOneByOrFail(Batch, { id: batch.id });
    expect([taken, lastSequence]).toEqual([963, 963]);
    await run(key);
    const again = await upload(batch, bytes);
    const states = (await check(again)).rows.map(({ state }) => state);
    expect([states.filter((state) => state === 'there').length, states.includes('new')]).toEqual([963, false]);
    expect(await refusal(run(again))).toEqual(['import_nothing_new', undefined]);
    expect(await registered(batch)).toBe(963);
  }, 120_000);

  it('leaves what every registration leaves: consent, trail, mail, and one entry of its own', async () => {
    const batch = await batchOf({ capacity: 2 });
    await run(await upload(batch, await people(2_001, 4)));
    const rows = await app.database.reader.find(Registration, {
      where: { batchId: batch.id },
      order: { sequence: 'ASC' },
    });
    expect(rows.map(({ status, channel, sequence }) => [status, channel, sequence])).toEqual([
      ['confirmed', 'import', 1],
      ['confirmed', 'import', 2],
      ['waitlisted', 'import', 3],
      ['waitlisted', 'import', 4],
    ]);
    for (const { id, status, email, name } of rows) {
      const { reader } = app.database;
      expect(await reader.findOneByOrFail(Consent, { registrationId: id })).toMatchObject({
        channel: 'import',
        manner: 'written',
        assistedBy: staff.userId,
      });
      expect(await reader.findBy(AuditEntry, { subjectId: id })).toMatchObject([
        { action: `registration.${status}`, actorId: staff.userId, after: { status, channel: 'import' } },
      ]);
      const mails = await reader.findBy(EmailMessage, { subjectId: id });
      const expected = email === null ? [] : [{ template: `registration-${status}`, recipientName: name }];
      expect(mails).toMatchObject(expected);
    }
    const waiting = await app.database.reader.findBy(EmailMessage, { template: 'registration-waitlisted' });
    expect(waiting.map(({ data }) => data)).toEqual([{ position: 2 }]);
    const [entry] = await app.database.reader.findBy(AuditEntry, { subjectId: batch.id });
    expect(entry).toMatchObject({
      action: 'registrations.imported',
      after: { rows: 4, fresh: 4, there: 0, faulty: 0, confirmed: 2, waitlisted: 2, submitted: 0, mode: 'good' },
    });
  });

  it('keeps to quotas, and leaves the decision to the organiser with selection', async () => {
    const narrow = await batchOf({ quotas: [{ regencyCode: '63.71', capacity: 1 }] });
    await run(await upload(narrow, await people(2_101, 3)), { tellThem: false });
    const chosen = await batchOf({ admission: 'selection' });
    await run(await upload(chosen, await people(2_101, 2)), { tellThem: false });
    const statuses = async ({ id }: Batch) =>
      (await app.database.reader.findBy(Registration, { batchId: id })).map(({ status }) => status).sort();
    expect(await statuses(narrow)).toEqual(['confirmed', 'waitlisted', 'waitlisted']);
    expect(await statuses(chosen)).toEqual(['submitted', 'submitted']);
    expect(await app.database.reader.countBy(EmailMessage, { recipientName: 'Hj. Siti Rahmah 2102' })).toBe(0);
  });

  it('passes over who came in another way, and names who stands in it twice', async () => {
    const batch = await batchOf();
    await aRegistration(app, batch, 2_201);
    const listed = [2_201, 2_202, 2_202, 2_203].map((number, index) => ({ ...sheetPerson(number), No: index }));
    const key = await upload(batch, await workbookOf(listed));
    const { rows } = await check(key);
    expect(rows.map(({ number, state, faults }) => [number, state, ...faults])).toEqual([
      [3, 'there'],
      [4, 'new'],
      [5, 'faulty', { field: 'row', code: 'row_repeated', params: { row: 4 } }],
      [6, 'new'],
    ]);
    await run(key);
    expect(await registered(batch)).toBe(3);
  });

  it('at the same moment as another one of the same people adds nobody twice', async () => {
    const batch = await batchOf();
    const bytes = await people(2_301, 30);
    const keys = [await upload(batch, bytes), await upload(batch, bytes)];
    await Promise.all([...keys, ...keys].map((key) => refusal(run(key))));
    expect(await registered(batch)).toBe(30);
  });

  it('adds nothing at all when its last row breaks', async () => {
    const batch = await batchOf();
    const { id } = await aRegistration(app, batch, 2_400);
    await app.database.transaction((tx) => tx.update(Registration, { id }, { sequence: 6 }));
    const before = await app.database.reader.countBy(Participant, {});
    const key = await upload(batch, await people(2_401, 5));
    expect(await refusal(run(key))).toMatchObject({ kind: 'unique' });
    expect([await registered(batch), await app.database.reader.countBy(Participant, {})]).toEqual([1, before]);
    expect((await check(key)).rows.map(({ state }) => state)).toEqual(['new', 'new', 'new', 'new', 'new']);
    await app.database.transaction((tx) => tx.update(Batch, { id: batch.id }, { status: 'completed' }));
    expect(await refusal(run(key))).toEqual(['registration_closed', undefined]);
  });

  it('needs consent on paper, and a batch of the own office', async () => {
    const batch = await batchOf();
    const key = await upload(batch, await people(2_501, 1));
    expect(await refusal(run(key, { consent: false }))).toMatchObject({ code: 'invalid_input' });
    const stranger = { ...staff.actor, officeId: '01900000-0000-7000-8000-000000000000' };
    await expect(app.app.get(CheckImport).run(stranger, key, 'id')).rejects.toMatchObject({ code: 'batch_not_found' });
    await expect(upload(await batchOf({ status: 'draft' }), await people(1, 1))).rejects.toMatchObject({
      code: 'import_closed',
    });
  });

  it('keeps no name in the clear, afterwards only rows that are left, and after a day nothing', async () => {
    const batch = await batchOf();
    const listed = [sheetPerson(2_601), { ...sheetPerson(2_602), 'No. HP': '1' }];
    const key = await upload(batch, await workbookOf(listed));
    const stored = await app.database.reader.findOneByOrFail(ImportDraft, { id: key.draftId });
    expect(JSON.stringify(stored)).not.toMatch(/Rahmah|6371\d{12}/);
    await run(key);
    const { sheet } = await app.app.get(ImportDrafts).open(staff.actor, key);
    expect(sheet.header.at(-1)).toBe('Alasan');
    expect(sheet.rows.map(({ cells }) => [cells[1], cells.at(-1)])).toEqual([
      ['Hj. Siti Rahmah 2602', expect.stringMatching(/^No\. HP: /)],
    ]);
    app.clock.moveTo(new Date(app.clock.now().getTime() + 25 * 3_600_000));
    await app.app.get(ForgetImports).run();
    expect(await app.database.reader.countBy(ImportDraft, {})).toBe(0);
  });
});

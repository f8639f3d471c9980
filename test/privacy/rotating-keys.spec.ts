import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { insertRow, updateRows } from '../../src/database/rows.js';
import { newId } from '../../src/kernel/ids.js';
import { ManageSecondFactor } from '../../src/identity/manage-second-factor.js';
import { Keyring } from '../../src/kernel/keyring.js';
import { EmailMessage } from '../../src/mail/email-message.entity.js';
import { SentCopies } from '../../src/mail/sent-copies.js';
import { SentEmail } from '../../src/mail/sent-email.entity.js';
import { IdentifyParticipant, type PersonalDetails } from '../../src/participants/identify-participant.js';
import { NikVault } from '../../src/participants/nik-vault.js';
import { Participant } from '../../src/participants/participant.entity.js';
import { RotateKeys } from '../../src/privacy/rotate-keys.js';
import { ImportDraft } from '../../src/registrations/import/import-draft.entity.js';
import { ImportDrafts } from '../../src/registrations/import/import-drafts.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { aStaffMember } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { freshDatabase, type TestDatabase } from '../support/test-database.js';

const first = { id: 1, secret: 'a first secret of thirty-two characters' };
const second = { id: 2, secret: 'the second secret, which came thereafter' };
const siti: PersonalDetails = {
  nik: '6371055203880001',
  name: 'Hj. Siti Rahmah',
  gender: 'female',
  birthDate: '1988-03-12',
  phone: '+6281250001234',
};
const budi: PersonalDetails = { ...siti, nik: null, name: 'Budi Santoso', gender: 'male' };
const noor: PersonalDetails = { ...siti, nik: null, name: 'Noor Aini', phone: '+6281250005678' };

describe('rotating the keys', () => {
  let place: TestDatabase;
  let app: TestApp;
  const niks: Record<string, string> = {};
  let batchId: string;
  let officeId: string;

  const identify = async (details: PersonalDetails): Promise<string> => {
    const participants = app.app.get(IdentifyParticipant);
    const draft = participants.draft(officeId, details);
    const [id = ''] = await app.database.transaction((tx) => participants.run(tx, [draft]));
    return id;
  };
  const restart = async (keys: { appSecret: typeof first; previousSecrets: (typeof first)[] }): Promise<void> => {
    await app.close();
    app = await startApp(keys, place);
  };

  beforeAll(async () => {
    place = await freshDatabase();
    app = await startApp({ appSecret: first }, place);
    const { actor } = await aStaffMember(app.database);
    officeId = actor.officeId;
    await app.app.get(ManageSecondFactor).begin(actor);
    const batch = await aBatch(app.database, { officeId });
    batchId = batch.id;
    for (const [name, details] of Object.entries({ siti, budi, noor })) niks[name] = await identify(details);
    for (const [name, phone] of [
      ['budi', budi.phone],
      ['noor', '+6281299990000'],
    ] as const) {
      const registration = await aRegistrationRow(app.database, batch, { name: 'Nama lain', phone });
      await app.database.transaction((tx) =>
        updateRows(tx, Registration, { id: registration.id }, { participantId: niks[name] ?? '' }),
      );
    }
    const sheet = { header: ['Nama'], rows: [['Siti']], name: 'x', more: 0 };
    await app.app.get(ImportDrafts).keep(actor, batchId, sheet as never, null);
    const id = newId();
    const at = app.clock.now();
    await app.database.transaction(async (tx) => {
      await insertRow(tx, EmailMessage, {
        ...{ id, officeId, dedupeKey: 'x', recipientName: 'Siti', recipientAddress: 'siti@warga.example' },
        ...{ template: 'registration-confirmed', locale: 'id', subjectId: newId(), batchId, data: {}, attachments: [] },
        ...{ status: 'sent', attempts: 1, nextAttemptAt: at, lastError: null, leaseToken: null, leaseUntil: null },
        ...{ messageId: '<x>', createdAt: at, sentAt: at },
      });
    });
    const mail = { from: 'a', to: 'b', subject: 'c', text: 'd', html: 'e', attachments: [] } as never;
    const sealed = app.app.get(SentCopies).seal({ id, officeId }, mail);
    await app.database.transaction((tx) => insertRow(tx, SentEmail, { id, officeId, sealed, sentAt: at }));
  });

  afterAll(() => app.close());

  it('knows people again before, between and after, and needs the earlier secret no longer', async () => {
    await restart({ appSecret: second, previousSecrets: [first] });
    expect(await Promise.all([siti, budi, noor].map(identify))).toEqual([niks.siti, niks.budi, niks.noor]);

    expect(await app.app.get(RotateKeys).run()).toEqual({
      participants: 3,
      sentEmails: 1,
      importDrafts: 1,
      secondFactors: 1,
    });
    expect(await app.app.get(RotateKeys).run()).toEqual({
      participants: 0,
      sentEmails: 0,
      importDrafts: 0,
      secondFactors: 0,
    });
    expect(await identify(siti)).toBe(niks.siti);

    await restart({ appSecret: second, previousSecrets: [] });
    const corrected = { ...noor, name: 'Noor Aini', phone: '+6281299990000' };
    expect(await Promise.all([siti, budi, corrected].map(identify))).toEqual([niks.siti, niks.budi, niks.noor]);
    const { reader } = app.database;
    const row = await reader.findOneByOrFail(Participant, { id: niks.siti ?? '' });
    expect(app.app.get(NikVault).plain(row)).toBe(siti.nik);
    const [message] = await reader.find(EmailMessage, { where: { dedupeKey: 'x' } });
    expect((await app.app.get(SentCopies).read(message ?? { id: '', officeId }))?.text).toBe('d');
    const [draft] = await reader.find(ImportDraft, { where: { batchId } });
    expect(app.app.get(Keyring).isCurrent(draft?.sheetCiphertext ?? '')).toBe(true);
  });

  it('is told of every place that seals something to keep', () => {
    const sealing = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('.spec.'))
      .filter((file) => readFileSync(`src/${file}`, 'utf8').includes('keyring.encrypt('));
    expect(sealing.sort()).toEqual([
      'identity/manage-second-factor.ts',
      // A proof for the page that asks for the code, which is stored nowhere.
      'identity/password-proof.ts',
      'mail/sent-copies.ts',
      'participants/identify-participant.ts',
      'privacy/rotate-keys.ts',
      'privacy/rotate-participants.ts',
      'registrations/import/import-drafts.ts',
      // A reason on its way from one page to the next, which is stored nowhere.
      'registrations/preview-cancellation.ts',
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnreadableCiphertext } from '../../src/kernel/keyring.js';
import { Enterprise } from '../../src/participants/enterprise.entity.js';
import { IdentifyParticipant, type PersonalDetails } from '../../src/participants/identify-participant.js';
import { NikVault } from '../../src/participants/nik-vault.js';
import { Participant } from '../../src/participants/participant.entity.js';
import { RecordEnterprise, type EnterpriseDetails } from '../../src/participants/record-enterprise.js';
import { anOffice } from '../factories/staff.js';
import { startApp, type TestApp } from '../support/test-app.js';

describe('participants', () => {
  const siti: PersonalDetails = {
    nik: '6371055203880001',
    name: 'Hj. Siti Rahmah',
    gender: 'female',
    birthDate: '1988-03-12',
    phone: '+6281250001234',
  };
  const kueLam: EnterpriseDetails = {
    kind: 'umkm',
    name: 'Kue Lam Siti',
    nib: '9120000000001',
    cooperativeNumber: null,
    sector: null,
    scale: 'micro',
    regencyCode: '63.71',
  };

  let app: TestApp;
  let officeId: string;

  beforeAll(async () => {
    app = await startApp();
    officeId = await anOffice(app.database);
  });
  afterAll(() => app.close());

  async function identify(details: PersonalDetails, office = officeId): Promise<string> {
    const participants = app.app.get(IdentifyParticipant);
    const draft = participants.draft(office, details);
    const [id = ''] = await app.database.transaction((tx) => participants.run(tx, [draft]));
    return id;
  }

  const record = (details: EnterpriseDetails, office = officeId): Promise<string> =>
    app.database.transaction((tx) => app.app.get(RecordEnterprise).run(tx, office, details));

  describe('a participant', () => {
    it('is known again by NIK, whatever else is said, within the office', async () => {
      const id = await identify(siti);
      expect(await identify({ ...siti, name: 'Orang Lain', phone: '+6281200000000' })).toBe(id);
      expect(await identify({ ...siti, nik: '6371055203880002' })).not.toBe(id);
      expect(await identify(siti, await anOffice(app.database))).not.toBe(id);
    });

    it('without NIK is known again by phone and name', async () => {
      const id = await identify({ ...siti, nik: null });
      expect(await identify({ ...siti, nik: null, name: 'SITI RAHMAH' })).toBe(id);
      expect(await identify({ ...siti, nik: null, phone: '+6281200000000' })).not.toBe(id);
      expect(await identify(siti)).not.toBe(id);
    });

    it('holds a NIK that opens in its own row alone', async () => {
      const row = await app.database.reader.findOneByOrFail(Participant, { id: await identify(siti) });
      const vault = app.app.get(NikVault);
      expect(vault.plain(row)).toBe(siti.nik);
      expect(vault.masked(row)).toBe('6371************');
      const { nikCiphertext } = row;
      expect(() => vault.plain({ id: officeId, officeId, nikCiphertext })).toThrow(UnreadableCiphertext);
      expect(vault.masked({ id: row.id, officeId, nikCiphertext: null })).toBeNull();
    });
  });

  describe('an enterprise', () => {
    it('is known again by kind, NIB and name together, within the office', async () => {
      const id = await record(kueLam);
      expect(await record({ ...kueLam, name: 'KUE LAM SITI', scale: null })).toBe(id);
      expect(await record({ ...kueLam, name: 'Usaha Lain' })).not.toBe(id);
      expect(await record({ ...kueLam, kind: 'cooperative' })).not.toBe(id);
      expect(await record(kueLam, await anOffice(app.database))).not.toBe(id);
      expect((await app.database.reader.findOneByOrFail(Enterprise, { id })).scale).toBe('micro');
    });

    it('without NIB is always a new one', async () => {
      expect(await record({ ...kueLam, nib: null })).not.toBe(await record({ ...kueLam, nib: null }));
    });
  });
});

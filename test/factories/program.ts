import type { Database } from '../../src/database/database.js';
import { insertRow, type Row } from '../../src/database/rows.js';
import { newId } from '../../src/kernel/ids.js';
import { PartnerContact } from '../../src/programs/partner-contact.entity.js';
import { Partner } from '../../src/programs/partner.entity.js';
import { ProgramPartner } from '../../src/programs/program-partner.entity.js';
import { Program } from '../../src/programs/program.entity.js';
import { Trainer } from '../../src/programs/trainer.entity.js';

const madeAt = new Date('2026-10-04T00:00:00.000Z');

export async function aProgram(
  database: Database,
  given: Partial<Row<Program>> & { readonly officeId: string; readonly partnerIds?: readonly string[] },
): Promise<Program> {
  const { partnerIds = [], ...columns } = given;
  const id = columns.id ?? newId();
  await database.transaction(async (tx) => {
    await insertRow(tx, Program, {
      id,
      kind: 'bimtek',
      title: 'Bimtek Kemasan Produk Unggulan',
      theme: null,
      description: null,
      fiscalYear: 2026,
      fundingSource: 'apbd',
      minimumAttendance: 75,
      requiredFields: [],
      createdAt: madeAt,
      ...columns,
    });
    for (const partnerId of partnerIds) await insertRow(tx, ProgramPartner, { programId: id, partnerId });
  });
  return database.reader.findOneByOrFail(Program, { id });
}

/** With one contact per address that is given. */
export async function aPartner(
  database: Database,
  given: Partial<Row<Partner>> & { readonly officeId: string; readonly emails?: readonly string[] },
): Promise<Partner> {
  const { emails = ['laporan@dekranasda.example'], ...columns } = given;
  const id = columns.id ?? newId();
  await database.transaction(async (tx) => {
    await insertRow(tx, Partner, {
      id,
      name: 'Dekranasda Provinsi Contoh',
      kind: 'dekranas',
      createdAt: madeAt,
      ...columns,
    });
    for (const email of emails) {
      await insertRow(tx, PartnerContact, {
        id: newId(),
        partnerId: id,
        name: 'Bagian Laporan',
        email,
        retiredAt: null,
      });
    }
  });
  return database.reader.findOneByOrFail(Partner, { id });
}

export async function aTrainer(
  database: Database,
  given: Partial<Row<Trainer>> & { readonly officeId: string },
): Promise<Trainer> {
  const id = given.id ?? newId();
  await database.transaction((tx) =>
    insertRow(tx, Trainer, {
      id,
      name: 'Dr. Hj. Rusmina Hayati, M.M.',
      organization: 'Universitas Contoh',
      email: null,
      phone: null,
      createdAt: madeAt,
      ...given,
    }),
  );
  return database.reader.findOneByOrFail(Trainer, { id });
}

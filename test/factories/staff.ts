import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../../src/database/database.js';
import { insertRow } from '../../src/database/rows.js';
import type { Actor } from '../../src/identity/actor.js';
import { Office } from '../../src/identity/office.entity.js';
import { UserSession } from '../../src/identity/user-session.entity.js';
import { User, type UserRole } from '../../src/identity/user.entity.js';
import { newId } from '../../src/kernel/ids.js';

const madeAt = new Date('2026-10-04T00:00:00.000Z');
const endsAt = new Date('2027-12-31T00:00:00.000Z');

export interface StaffMember {
  readonly userId: string;
  readonly officeId: string;
  readonly email: string;
  readonly token: string;
  /** For `supertest`'s `set`. */
  readonly authorization: { readonly authorization: string };
  readonly actor: Actor;
}

/** An invented office; answers its id. */
export async function anOffice(database: Database, given: Partial<Pick<Office, 'name'>> = {}): Promise<string> {
  const id = newId();
  await database.transaction((tx) =>
    insertRow(tx, Office, {
      id,
      name: given.name ?? 'Dinas Koperasi dan UKM Provinsi Contoh',
      parentName: 'Pemerintah Provinsi Contoh',
      address: 'Jl. Contoh 1, Banjarbaru',
      city: 'Banjarbaru',
      provinceCode: '63',
      email: 'dinas@dinas.example',
      phone: null,
      certificateNumberPattern: '{seq}/{kind}/DISKOPUKM/{romanMonth}/{year}',
      signatoryTitle: 'Kepala Dinas',
      signatoryName: 'Dr. H. Contoh Pejabat, M.Si.',
      signatoryNip: null,
      createdAt: madeAt,
    }),
  );
  return id;
}

/** The office that exists, or a new one. */
async function theOffice(database: Database): Promise<string> {
  const [first] = await database.reader.find(Office, { order: { id: 'ASC' }, take: 1 });
  return first?.id ?? anOffice(database);
}

/** A signed-in member of staff: of the office that exists, or of the one that is given. */
export async function aStaffMember(
  database: Database,
  given: { readonly role?: UserRole; readonly officeId?: string; readonly name?: string } = {},
): Promise<StaffMember> {
  const { role = 'organizer', name = 'Noor Aini' } = given;
  const officeId = given.officeId ?? (await theOffice(database));
  const userId = newId();
  const email = `${role}.${userId.slice(-8)}@dinas.example`;
  const token = randomBytes(32).toString('base64url');
  await database.transaction(async (tx) => {
    await insertRow(tx, User, {
      id: userId,
      officeId,
      email,
      name,
      role,
      passwordHash: null,
      tokenVersion: 1,
      passwordLinkExpiresAt: null,
      disabledAt: null,
      createdAt: madeAt,
    });
    await insertRow(tx, UserSession, {
      id: newId(),
      userId,
      kind: 'bearer',
      tokenHash: createHash('sha256').update(token).digest('hex'),
      createdAt: madeAt,
      expiresAt: endsAt,
      lastUsedAt: madeAt,
      revokedAt: null,
    });
  });
  const authorization = { authorization: `Bearer ${token}` };
  return { userId, officeId, email, token, authorization, actor: { userId, officeId, role, name } };
}

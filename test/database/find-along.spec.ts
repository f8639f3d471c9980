import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../../src/database/database.js';
import { findAlong } from '../../src/database/statements.js';
import { Office } from '../../src/identity/office.entity.js';
import { User } from '../../src/identity/user.entity.js';
import { newId } from '../../src/kernel/ids.js';
import { anOffice, aStaffMember } from '../factories/staff.js';
import { freshEngine } from '../support/test-database.js';

describe('a row and the one that it refers to, read together', () => {
  let database: Database;
  let officeId: string;
  let id: string;

  beforeAll(async () => {
    database = new Database(await freshEngine());
    officeId = await anOffice(database);
    id = (await aStaffMember(database, { officeId })).userId;
  });

  afterAll(() => database.close());

  const find = (where: Record<string, string>) => findAlong(database.reader, [User, where], [Office, 'officeId']);

  it('are the same as read one after the other', async () => {
    const [user, office] = (await find({ id, officeId })) ?? [];
    expect(user).toEqual(await database.reader.findOneByOrFail(User, { id }));
    expect(office).toEqual(await database.reader.findOneByOrFail(Office, { id: officeId }));
    expect(user).toBeInstanceOf(User);
    expect(office).toBeInstanceOf(Office);
  });

  it('are null when a value differs', async () => {
    expect(await find({ id, officeId: newId() })).toBeNull();
  });
});

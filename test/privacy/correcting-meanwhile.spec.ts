import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { entities } from '../../src/entities.js';
import { Participant } from '../../src/participants/participant.entity.js';
import { ErasePerson } from '../../src/privacy/erase-person.js';
import { CorrectRegistration } from '../../src/registrations/correct-registration.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistration } from '../factories/registration.js';
import { Overlap } from '../support/overlap.js';
import { startApp, testStart, type TestApp } from '../support/test-app.js';

const [hour, day] = [3_600_000, 86_400_000];

/** The words of a correction, none of which was said before. */
const said = {
  participant: {
    name: 'Aminah Sebenarnya',
    gender: 'female',
    phone: '081277770001',
    email: 'sebenarnya@warga.example',
    regencyCode: '63.71',
    address: 'Jl. Sebenarnya 7',
  },
  enterprise: { kind: 'cooperative', name: 'Koperasi Sebenarnya', regencyCode: '63.71' },
  role: 'member',
};

describe('somebody who is erased while she corrects her registration', () => {
  let app: TestApp;
  let overlap: Overlap;
  let registration: Registration;
  let token: string;
  let number = 900;

  beforeAll(async () => {
    app = await startApp();
    overlap = new Overlap(app.database);
  });

  afterAll(() => app.close());

  /** Her batch is over, though it still took registrations: clocks of two processes differ like that, too. */
  beforeEach(async () => {
    number += 1;
    const batch = await aBatch(app.database);
    const ended = { startsAt: new Date(testStart.getTime() - day), endsAt: new Date(testStart.getTime() - hour) };
    await aSession(app.database, batch, ended);
    const { id, manageUrl } = await aRegistration(app, batch, number);
    registration = await app.database.reader.findOneByOrFail(Registration, { id });
    token = manageUrl.split('/').at(-1) ?? '';
  });

  const corrected = () =>
    app.app
      .get(CorrectRegistration)
      .byLink(token, said, 'id')
      .then(
        () => 'corrected',
        (error: unknown) => (error as { code?: string }).code ?? String(error),
      );
  const person = () => app.database.reader.findOneByOrFail(Participant, { id: registration.participantId });

  const erase = (tx: EntityManager, someone: Participant) =>
    app.app.get(ErasePerson).run(tx, someone, { actor: 'system', cause: 'retention' });

  /** Every table in which one of the corrected words stands. */
  async function tablesWithCorrection(): Promise<string[]> {
    const found: string[] = [];
    for (const entity of entities) {
      const rows = JSON.stringify(await app.database.reader.find<object>(entity));
      if (/sebenarnya|77770001/i.test(rows)) found.push(entity.name);
    }
    return found.sort();
  }

  it('is erased with all that she corrected before', async () => {
    expect(await corrected()).toBe('corrected');
    expect(await tablesWithCorrection()).toEqual(['EmailMessage', 'Enterprise', 'Registration']);
    await app.database.transaction(async (tx) => {
      await erase(tx, await person());
    });
    expect(await tablesWithCorrection()).toEqual([]);
  });

  it('has nothing written back when the erasure was first', async () => {
    const someone = await person();
    const end = await overlap.held((tx) => erase(tx, someone));
    const correction = corrected();
    await overlap.overOrWaiting(correction, 1);
    await end();
    expect(await correction).toBe('registration_not_found');
    expect(await tablesWithCorrection()).toEqual([]);
  });

  it('has what she corrected erased when that was first', async () => {
    const someone = await person();
    const end = await overlap.heldTrail();
    const correction = corrected();
    await overlap.overOrWaiting(correction, 1);
    const erasure = app.database.transaction((tx) => erase(tx, someone));
    await overlap.overOrWaiting(erasure, 2);
    await Promise.all([end(), erasure, correction]);
    expect(await tablesWithCorrection()).toEqual([]);
  });
});

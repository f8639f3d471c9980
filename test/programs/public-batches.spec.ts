import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBatch, aSession } from '../factories/batch.js';
import { aPartner, aProgram, aTrainer } from '../factories/program.js';
import { aStaffMember } from '../factories/staff.js';
import { startApp, testStart, type TestApp } from '../support/test-app.js';

describe('what anybody sees of batches', () => {
  let app: TestApp;
  let officeId: string;

  beforeAll(async () => {
    app = await startApp();
    ({ officeId } = await aStaffMember(app.database));
  });

  afterAll(() => app.close());

  const one = (id: string) => app.http().get(`/api/v1/public/batches/${id}`);
  const withSession = async (given = {}) => {
    const batch = await aBatch(app.database, { officeId, ...given });
    await aSession(app.database, batch);
    return batch;
  };

  it('holds no draft, in the list or by its id', async () => {
    const draft = await withSession({ status: 'draft', publishedAt: null });
    const withdrawn = await withSession({ status: 'cancelled', publishedAt: null });
    const { body } = await app.http().get('/api/v1/public/batches?limit=200').expect(200);
    const listed = (body.items as { id: string }[]).map(({ id }) => id);
    expect(listed).not.toContain(draft.id);
    await one(draft.id).expect(404);
    await one(withdrawn.id).expect(404);
  });

  it('says when registration opens, is open and has closed, to the instant', async () => {
    const opensAt = testStart;
    const closesAt = new Date('2026-10-06T00:00:00Z');
    const batch = await withSession({ registrationOpensAt: opensAt, registrationClosesAt: closesAt });
    const states: string[] = [];
    for (const now of [opensAt.getTime() - 1, opensAt.getTime(), closesAt.getTime() - 1, closesAt.getTime()]) {
      app.clock.moveTo(new Date(now));
      states.push(String((await one(batch.id).expect(200)).body.registrationState));
    }
    app.clock.moveTo(testStart);
    expect(states).toEqual(['not_open', 'open', 'open', 'closed']);
  });

  it('tells who teaches, who takes part and what is asked for', async () => {
    const partner = await aPartner(app.database, { officeId, name: 'Dekranasda Contoh' });
    const trainer = await aTrainer(app.database, {
      officeId,
      phone: '+6281234567890',
      email: 'narasumber@warga.example',
    });
    const program = await aProgram(app.database, {
      officeId,
      kind: 'dialog',
      partnerIds: [partner.id],
      requiredFields: ['nib'],
    });
    const batch = await aBatch(app.database, { program });
    await aSession(app.database, batch, { trainerIds: [trainer.id] });
    const { body, text } = await one(batch.id).expect(200);
    expect(body).toMatchObject({
      requirements: { nik: false, fields: ['nib'] },
      partners: ['Dekranasda Contoh'],
      sessions: [{ trainers: [trainer.name] }],
    });
    expect(text).not.toMatch(/81234567890|narasumber@|laporan@/);
  });

  it('is filtered by kind and place, and pages without loss', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1)
      ids.push((await withSession({ kind: 'diklat', venueRegencyCode: '63.05' })).id);
    await withSession({ kind: 'bimtek', venueRegencyCode: '63.05' });
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { body } = await app
        .http()
        .get(`/api/v1/public/batches?kind=diklat&regencyCode=63.05&limit=2${after}`)
        .expect(200);
      seen.push(...(body.items as { id: string }[]).map(({ id }) => id));
      if (body.next === null) break;
      after = `&after=${String(body.next)}`;
    }
    expect(seen).toEqual(ids);
  });
});

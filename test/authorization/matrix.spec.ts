import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { LocalMailbox } from '../../src/mail/local-mailbox.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { methodOf } from './address.js';
import { Asking, isDone, seen } from './asking.js';
import { aFurnishedOffice, noon, type FurnishedOffice } from './furnished-office.js';
import { allRoutes } from './all-routes.js';
import { actors, policies, type Row } from './policies.js';
import { rows } from './rows.js';

interface World {
  readonly office: FurnishedOffice;
  readonly strangers: FurnishedOffice;
}

/** Nothing incomplete was sent, so that who may read is answered. */
function ofReading(row: Row): Row {
  const done = actors.map((actor) => [actor, row[actor] === 'allowed' ? 'done' : row[actor]] as const);
  return Object.fromEntries(done) as Row;
}

describe('who may what', () => {
  let app: TestApp;
  let untouched: World;
  let mail: string;

  beforeAll(async () => {
    app = await startApp();
    app.clock.moveTo(noon);
    untouched = await aWorld();
    await app.app.get(Dispatcher).drain();
    [mail = ''] = await new LocalMailbox(`${app.settings.dataDir}/mail`).names();
  });

  afterAll(() => app.close());

  const aWorld = async (): Promise<World> => ({
    office: await aFurnishedOffice(app),
    strangers: await aFurnishedOffice(app),
  });

  it('is told for every route, once, and for no other', () => {
    expect(rows.map(({ route }) => route).sort()).toEqual(allRoutes(app));
  });

  it.each(rows)('$policy: $route', async ({ route, policy }) => {
    const changes = methodOf(route) !== 'GET';
    const expected = changes ? policies[policy] : ofReading(policies[policy]);
    const outcomes: Record<string, unknown> = {};
    let world = changes ? await aWorld() : untouched;
    for (const actor of actors) {
      const answer = await new Asking(app, { ...world, mail }).run(route, actor);
      outcomes[actor] = seen(expected[actor], answer);
      if (changes && isDone(answer)) world = { ...world, office: await aFurnishedOffice(app) };
    }
    expect(outcomes).toEqual(expected);
  });

  it('does not depend on how a protected address is written', async () => {
    for (const address of [
      '/api/v1/programs/',
      '/api/v1//programs',
      '/api/v1/PROGRAMS',
      '/api/v1/%70rograms',
      '/api/v1/programs;x',
      '/console/',
      '/CONSOLE',
      '/%63onsole',
    ]) {
      for (const request of [app.http().get(address), app.http().head(address)]) {
        const { status } = await request;
        expect({ address, refused: status === 401 || status === 404 }).toEqual({ address, refused: true });
      }
    }
  });
});

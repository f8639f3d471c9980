import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/test-app.js';
import { methodOf, type RouteName } from './address.js';
import { Asking, isDone, seen, type Expected } from './asking.js';
import { aFurnishedOffice, noon, type FurnishedOffice } from './furnished-office.js';
import { mailed } from './mailed.js';
import { allRoutes } from './all-routes.js';
import { actors, policies, type ActorName, type Row } from './policies.js';
import { rows } from './rows.js';
import { stopping } from './stopping.js';

interface World {
  readonly office: FurnishedOffice;
  readonly strangers: FurnishedOffice;
}

/** What is sent is complete, so that who may is answered, but where things stand in the way. */
function expectedOf(row: Row, route: RouteName): Readonly<Record<ActorName, Expected>> {
  const allowed = route in stopping ? 'stopped' : 'done';
  const outcomes = actors.map((actor) => [actor, row[actor] === 'allowed' ? allowed : row[actor]] as const);
  return Object.fromEntries(outcomes) as Readonly<Record<ActorName, Expected>>;
}

describe('who may what', () => {
  let app: TestApp;
  let untouched: World;
  let mail: string;

  beforeAll(async () => {
    app = await startApp();
    app.clock.moveTo(noon);
    untouched = await aWorld();
    mail = await mailed(app, untouched.strangers);
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
    const expected = expectedOf(policies[policy], route);
    const outcomes: Record<string, unknown> = {};
    let world = changes ? await aWorld() : untouched;
    for (const actor of actors) {
      const answer = await new Asking(app, { ...world, mail }).run(route, actor);
      outcomes[actor] = seen(expected[actor], answer);
      if (changes && isDone(answer)) world = { ...world, office: await aFurnishedOffice(app) };
    }
    expect(outcomes).toEqual(expected);
  });

  it('stops nobody on a route that is not there', () => {
    expect(allRoutes(app)).toEqual(expect.arrayContaining(Object.keys(stopping)));
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

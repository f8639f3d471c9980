import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/kernel/ids.js';
import { aBatch } from '../factories/batch.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { methodOf, namesRow, patternOf, type RouteName } from './address.js';
import { apiTable } from './api-table.js';
import { ask, type Answer } from './asking.js';
import { consoleTable } from './console-table.js';
import { aFurnishedOffice, noon, type FurnishedOffice, type Thing } from './furnished-office.js';
import { pagesTable } from './pages-table.js';
import type { PolicyName } from './policies.js';
import { rows } from './rows.js';

const readByStaff: readonly PolicyName[] = ['staff', 'anyOrganizer', 'administrator'];
const tables = [apiTable, pagesTable, consoleTable] as const;
const staffed = tables.flatMap((table) =>
  [
    table.attendant,
    'organizer' in table ? table.organizer : [],
    'administrator' in table ? table.administrator : [],
  ].flat(),
);
const withRow: readonly RouteName[] = staffed.filter(namesRow);
const withTwo = withRow.filter(
  (route) => (patternOf(route).match(/:/g) ?? []).length > 1 && !/:(form|locale|index)/.test(route),
);
const withoutRow: readonly RouteName[] = rows
  .filter(({ route, policy }) => methodOf(route) === 'GET' && readByStaff.includes(policy) && !namesRow(route))
  .map(({ route }) => route);
const openWithRow: readonly RouteName[] = pagesTable.open.filter(namesRow).concat(apiTable.open.filter(namesRow));

type Chosen = (thing: Thing | 'device', place: number) => string;

describe('what belongs to another office', () => {
  let app: TestApp;
  let theirs: FurnishedOffice;
  let own: FurnishedOffice;

  beforeAll(async () => {
    app = await startApp();
    app.clock.moveTo(noon);
    theirs = await aFurnishedOffice(app);
    own = await aFurnishedOffice(app);
  });

  afterAll(() => app.close());

  const idOf = (office: FurnishedOffice, thing: Thing | 'device') =>
    thing === 'device' ? office.devices.organizer : office.ids[thing];

  /** The answer, with the ids that were asked for and those that it makes anew left out. */
  const answered = async (route: RouteName, as: FurnishedOffice['staff']['organizer'], chosen: Chosen) => {
    const asked: string[] = [];
    const thing = (name: Thing | 'device') => {
      const id = chosen(name, asked.length);
      asked.push(id);
      return id;
    };
    const names = { thing, link: () => '', mail: '' };
    const credentials = { bearer: as.member.token, cookie: as.cookie };
    const answer = await ask(app, route, { names, sent: theirs, as: credentials });
    return { ...answer, text: withoutIds(answer, asked) };
  };
  const withoutIds = ({ text = '' }: Answer, asked: readonly string[]) =>
    asked
      .reduce((left, id, index) => left.replaceAll(id, `ID${index}`), text)
      .replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, 'KEY');

  it.each(withRow)('is to its staff as what does not exist: %s', async (route) => {
    for (const role of ['organizer', 'administrator'] as const) {
      const nobodys = await answered(route, own.staff[role], () => newId());
      const foreign = await answered(route, own.staff[role], (thing) => idOf(theirs, thing));
      expect({ role, ...foreign }).toEqual({ role, ...nobodys });
      expect([403, 404]).toContain(foreign.status);
    }
  });

  it.each(withTwo)('is not reached beside what is one’s own: %s', async (route) => {
    for (const place of [0, 1]) {
      const beside =
        (other: (thing: Thing | 'device') => string): Chosen =>
        (thing, at) =>
          at === place ? idOf(own, thing) : other(thing);
      const nobodys = await answered(
        route,
        own.staff.administrator,
        beside(() => newId()),
      );
      const foreign = await answered(
        route,
        own.staff.administrator,
        beside((thing) => idOf(theirs, thing)),
      );
      expect({ place, ...foreign }).toEqual({ place, ...nobodys });
      expect([204, 404, 409]).toContain(foreign.status);
    }
  });

  it.each(openWithRow)('is not public before it is published: %s', async (route) => {
    const draft = await aBatch(app.database, { status: 'draft', publishedAt: null });
    const nobodys = await answered(route, own.staff.organizer, () => newId());
    expect(await answered(route, own.staff.organizer, () => draft.id)).toEqual(nobodys);
    expect(nobodys.status).toBe(404);
  });

  it('leaves every list and every figure as it is', async () => {
    const reads = async () => {
      const seen: Record<string, unknown> = {};
      for (const route of withoutRow) {
        const { status, text } = await answered(route, own.staff.administrator, () => '');
        seen[route] = { status, text };
      }
      return seen;
    };
    const before = await reads();
    expect(withoutRow.length).toBeGreaterThan(30);
    await aFurnishedOffice(app);
    const after = await reads();
    for (const route of withoutRow) expect({ route, answer: after[route] }).toEqual({ route, answer: before[route] });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Attendance } from '../../src/attendance/attendance.entity.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import { aBrowser } from '../console/browser.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { testStart } from '../support/test-app.js';
import { aDoorPhone, heldOn, scan, ticketOf, whenKept, type DoorPhone } from './door.js';
import { openWebsite, type Website } from './website.js';

const expected = 120;

/** Who is scanned on which phone: 40 of the 120 while there is no line, and 10 on both, 5 with a line and 5 without. */
const online = { a: [0, 40], b: [35, 80] } as const;
const offline = { a: [80, 105], b: [100, 120] } as const;

describe('two phones at one door', () => {
  let site: Website;
  let session: Session;
  let people: Registration[];
  let a: DoorPhone;
  let b: DoorPhone;

  beforeAll(async () => {
    site = await openWebsite();
    const { database } = site.app;
    const attendants = [
      await aBrowser(site.app, { role: 'attendant' }),
      await aBrowser(site.app, { role: 'attendant' }),
    ];
    const batch = await aBatch(database, { capacity: expected });
    const endsAt = new Date(testStart.getTime() + 3 * 3_600_000);
    session = await aSession(database, batch, { startsAt: testStart, endsAt });
    people = [];
    for (let person = 0; person < expected; person += 1) {
      people.push(await aRegistrationRow(database, batch, { name: `Peserta ${person + 1}` }));
    }
    [a, b] = (await Promise.all(
      attendants.map((attendant) => aDoorPhone(site, attendant, `/presensi#${session.id}`)),
    )) as [DoorPhone, DoorPhone];
    for (const { page } of [a, b]) {
      await shows(page, 'present', `0 dari ${expected}`);
      await whenKept(page);
    }
  }, 60_000);

  afterAll(() => site.close());

  const shows = (page: Page, id: string, text: string) =>
    page
      .locator(`#${id}`)
      .filter({ hasText: new RegExp(`^${text}$`) })
      .waitFor();
  /** Scans one after the other; answers how many were welcomed. */
  const scanAll = async ({ page }: DoorPhone, [from, to]: readonly [number, number]) => {
    let welcomed = 0;
    for (const person of people.slice(from, to)) {
      const text = await scan(page, ticketOf(site, person));
      expect(text).toContain(person.name);
      if (text.includes('Selamat datang')) welcomed += 1;
    }
    return welcomed;
  };

  it('record each of 120 people once, at the earliest time, though the line drops and tickets are scanned on both', async () => {
    expect(await scanAll(a, online.a)).toBe(40);
    expect(await scanAll(b, online.b)).toBe(40);
    await Promise.all([shows(a.page, 'unsent', '0'), shows(b.page, 'unsent', '0')]);
    const before = await site.app.database.reader.findBy(Attendance, { sessionId: session.id });
    expect(before).toHaveLength(80);

    for (const { context } of [a, b]) await context.setOffline(true);
    expect(await scanAll(a, offline.a)).toBe(25);
    expect(await scanAll(b, offline.b)).toBe(20);
    await Promise.all([shows(a.page, 'unsent', '25'), shows(b.page, 'unsent', '20')]);
    const held = [...(await heldOn(a.page)), ...(await heldOn(b.page))];

    // The one whose scans are later sends first.
    await b.context.setOffline(false);
    await shows(b.page, 'unsent', '0');
    await a.context.setOffline(false);
    await shows(a.page, 'unsent', '0');

    const marks = await site.app.database.reader.findBy(Attendance, { sessionId: session.id });
    expect(marks).toHaveLength(expected);
    for (const [index, person] of people.entries()) {
      const mark = marks.find(({ registrationId }) => registrationId === person.id);
      const scans = held.filter(({ ticket }) => ticket === ticketOf(site, person)).map(({ at }) => at);
      const online = before.find(({ registrationId }) => registrationId === person.id)?.checkedInAt?.toISOString();
      const [earliest] = [...scans, ...(online === undefined ? [] : [online])].sort();
      expect({ index, at: mark?.checkedInAt?.toISOString() }).toEqual({ index, at: earliest });
    }
    for (const { page } of [a, b]) await shows(page, 'present', `${expected} dari ${expected}`);
    for (const { context } of [a, b]) await context.close();
  }, 240_000);
});

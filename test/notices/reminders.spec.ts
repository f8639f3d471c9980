import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { updateRows } from '../../src/database/rows.js';
import { Ticker } from '../../src/http/ticker.js';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import { Batch } from '../../src/programs/batch.entity.js';
import { Session } from '../../src/programs/session.entity.js';
import { SendReminders } from '../../src/registrations/notices/send-reminders.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import type { RegistrationStatus } from '../../src/registrations/registration.rules.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { lastMessage, messagesOf, sources } from './registrants.js';

describe('notices: reminders', () => {
  const dayBefore = new Date('2026-10-19T00:00:00Z');
  const hour = 3600;

  let app: TestApp;
  let reminders: SendReminders;
  let batch: Batch;
  let session: Session;

  beforeAll(async () => {
    app = await startApp();
    reminders = app.app.get(SendReminders);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.database.transaction((tx) => updateRows(tx, Batch, { status: 'published' }, { status: 'completed' }));
    app.clock.moveTo(dayBefore);
    batch = await aBatch(app.database);
    session = await aSession(app.database, batch);
  });

  const registrationIn = (status: RegistrationStatus, given: Partial<Registration> = {}) =>
    aRegistrationRow(app.database, batch, { status, ...given });
  const keysOf = async (registration: Registration) =>
    (await messagesOf(app, registration)).map(({ dedupeKey }) => dedupeKey);
  const beginAt = (startsAt: string) =>
    app.database.transaction((tx) =>
      updateRows(
        tx,
        Session,
        { id: session.id },
        { startsAt: new Date(startsAt), endsAt: new Date(new Date(startsAt).getTime() + hour * 1000) },
      ),
    );
  const status = async (registration: Registration) => {
    await app.app.get(Dispatcher).drain();
    const message = await lastMessage(app, registration);
    return [message.status, message.lastError];
  };

  describe('reminders', () => {
    it('go to the confirmed who have an address, with ticket and timetable, at 08:00 of the day before', async () => {
      const confirmed = await registrationIn('confirmed', { locale: 'en' });
      const others = [
        await registrationIn('submitted'),
        await registrationIn('waitlisted'),
        await registrationIn('cancelled'),
        await registrationIn('confirmed', { email: null }),
      ];
      app.clock.moveBySeconds(-1);
      expect(await reminders.run()).toBe(0);
      app.clock.moveBySeconds(1);
      expect(await reminders.run()).toBe(1);
      const message = await lastMessage(app, confirmed);
      expect(message).toMatchObject({
        template: 'session-reminder',
        dedupeKey: `session.reminder:${confirmed.id}:2026-10-20`,
        locale: 'en',
        data: { day: '2026-10-20' },
      });
      expect(sources(message)).toEqual(['ticket-qr', 'calendar']);
      for (const one of others) expect(await messagesOf(app, one)).toEqual([]);
      expect(await status(confirmed)).toEqual(['sent', null]);
    });

    it('count the day in the zone of the batch, around midnight', async () => {
      const registration = await registrationIn('confirmed');
      await beginAt('2026-10-19T16:05:00Z');
      app.clock.moveBySeconds(-1);
      expect(await reminders.run()).toBe(0);
      app.clock.moveTo(dayBefore);
      expect(await reminders.run()).toBe(1);
      expect(await keysOf(registration)).toEqual([`session.reminder:${registration.id}:2026-10-20`]);
    });

    it('reach once everybody, however many run, and whatever the clock does', async () => {
      const registrations = await Promise.all(Array.from({ length: 12 }, () => registrationIn('confirmed')));
      const counts = await Promise.all([reminders.run(), reminders.run(), reminders.run()]);
      expect(counts.reduce((sum, count) => sum + count)).toBe(12);
      for (const seconds of [-hour, 2 * hour, -hour, 60]) {
        app.clock.moveBySeconds(seconds);
        expect(await reminders.run()).toBe(0);
      }
      for (const one of registrations) expect(await keysOf(one)).toHaveLength(1);
    });

    it('reach who is confirmed later until the first session begins, and nobody of a batch that goes on', async () => {
      await aSession(app.database, batch, {
        startsAt: new Date('2026-10-21T00:00:00Z'),
        endsAt: new Date('2026-10-21T03:00:00Z'),
      });
      await registrationIn('confirmed');
      expect(await reminders.run()).toBe(1);
      app.clock.moveTo(new Date('2026-10-19T23:59:00Z'));
      const late = await registrationIn('confirmed');
      expect(await reminders.run()).toBe(1);
      expect(await keysOf(late)).toHaveLength(1);
      app.clock.moveTo(new Date('2026-10-20T00:00:00Z'));
      await registrationIn('confirmed');
      expect(await reminders.run()).toBe(0);
    });

    it.each(['draft', 'cancelled', 'completed'] as const)('leave a batch alone that is %s', async (state) => {
      await registrationIn('confirmed');
      await app.database.transaction((tx) => updateRows(tx, Batch, { id: batch.id }, { status: state }));
      expect(await reminders.run()).toBe(0);
    });

    it('run when the minute ticks', async () => {
      const registration = await registrationIn('confirmed');
      await app.app.get(Ticker).tick();
      expect(await keysOf(registration)).toHaveLength(1);
    });
  });

  describe('a reminder that has waited', () => {
    const reminded = async () => {
      const registration = await registrationIn('confirmed');
      await reminders.run();
      return registration;
    };

    it('is not sent to one who withdrew', async () => {
      const registration = await reminded();
      await app.database.transaction((tx) =>
        updateRows(tx, Registration, { id: registration.id }, { status: 'cancelled' }),
      );
      expect(await status(registration)).toEqual(['skipped', 'the registration is cancelled now']);
    });

    const over = ['skipped', 'the batch does not begin then any more, or has begun'];

    it('is not sent when the batch was called off', async () => {
      const registration = await reminded();
      await app.database.transaction((tx) => updateRows(tx, Batch, { id: batch.id }, { status: 'cancelled' }));
      expect(await status(registration)).toEqual(over);
    });

    it('is not sent once the batch has begun', async () => {
      const registration = await reminded();
      app.clock.moveTo(session.startsAt);
      expect(await status(registration)).toEqual(over);
    });

    it('is not sent when the batch was put off, and another one is when that day comes', async () => {
      const registration = await reminded();
      await beginAt('2026-10-27T00:00:00Z');
      expect(await status(registration)).toEqual(over);
      app.clock.moveTo(new Date('2026-10-26T00:00:00Z'));
      expect(await reminders.run()).toBe(1);
      expect(await status(registration)).toEqual(['sent', null]);
      expect(await keysOf(registration)).toEqual([
        `session.reminder:${registration.id}:2026-10-20`,
        `session.reminder:${registration.id}:2026-10-27`,
      ]);
    });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { updateRows } from '../../src/database/rows.js';
import { Dispatcher } from '../../src/mail/dispatcher.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { Session } from '../../src/programs/session.entity.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import { InviteAttendants } from '../../src/surveys/invite-attendants.js';
import { SurveyParticipation } from '../../src/surveys/survey-participation.js';
import { Survey } from '../../src/surveys/survey.entity.js';
import { anAttendant } from '../factories/attendance.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aRegistrationRow } from '../factories/registration-row.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import { aSurvey } from '../factories/survey.js';
import { delivered, lastMessage, messagesOf } from '../notices/registrants.js';
import { startApp, type TestApp } from '../support/test-app.js';

describe('invitations to a survey', () => {
  let app: TestApp;
  let member: StaffMember;
  let batch: Batch;
  let session: Session;
  let survey: Survey;
  let invitations: InviteAttendants;

  beforeAll(async () => {
    app = await startApp();
    member = await aStaffMember(app.database);
    invitations = app.app.get(InviteAttendants);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.database.transaction((tx) => updateRows(tx, Survey, { status: 'ready' }, { status: 'draft' }));
    batch = await aBatch(app.database, { officeId: member.officeId });
    session = await aSession(app.database, batch);
    survey = await aSurvey(app.database, batch);
    app.clock.moveTo(session.endsAt);
  });

  const attendant = (status: 'present' | 'late' | 'absent' = 'present', given: Partial<Registration> = {}) =>
    anAttendant(app.database, { batch, session, userId: member.userId }, status, given);

  it('go once to those who were there and have an address, when the last session is over', async () => {
    const [present, late] = [await attendant(), await attendant('late', { locale: 'en' })];
    const others = [
      await attendant('absent'),
      await attendant('present', { email: null }),
      await aRegistrationRow(app.database, batch),
    ];
    app.clock.moveBySeconds(-1);
    expect(await invitations.run()).toBe(0);
    app.clock.moveBySeconds(1);
    expect(await invitations.run()).toBe(2);
    expect(await invitations.run()).toBe(0);
    for (const one of others) expect(await messagesOf(app, one)).toEqual([]);
    expect(await lastMessage(app, present)).toMatchObject({
      template: 'feedback-invitation',
      dedupeKey: `feedback.invitation:${survey.id}:${present.id}`,
      data: {},
    });
    const mail = await delivered(app, await lastMessage(app, late));
    expect(mail.subject).toMatch(/^Your opinion, please/);
    expect(mail.text).toContain(app.app.get(SurveyParticipation).url(late));
    expect(mail.text).toContain('3 November 2026 at 11:00 WITA');
  });

  it('reach those who are marked later, while it is open, however many run at a time', async () => {
    await attendant();
    expect(await invitations.run()).toBe(1);
    await attendant('late');
    const counts = await Promise.all([invitations.run(), invitations.run()]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(1);
    await attendant();
    app.clock.moveTo(new Date('2026-11-03T03:00:00Z'));
    expect(await invitations.run()).toBe(0);
  });

  it.each<Partial<Survey>>([{ status: 'draft' }, { closedAt: new Date('2026-10-20T03:00:00Z') }])(
    'are not made for %j',
    async (given) => {
      await attendant();
      await app.database.transaction((tx) => updateRows(tx, Survey, { id: survey.id }, given));
      expect(await invitations.run()).toBe(0);
    },
  );

  it('are made early when the organiser opens it early', async () => {
    await attendant();
    app.clock.moveTo(session.startsAt);
    await app.database.transaction((tx) => updateRows(tx, Survey, { id: survey.id }, { openedAt: app.clock.now() }));
    expect(await invitations.run()).toBe(1);
  });

  it('that waited are not sent when the survey was closed meanwhile', async () => {
    const one = await attendant();
    await invitations.run();
    await app.database.transaction((tx) => updateRows(tx, Survey, { id: survey.id }, { closedAt: app.clock.now() }));
    await app.app.get(Dispatcher).drain();
    const { status, lastError } = await lastMessage(app, one);
    expect([status, lastError]).toEqual(['skipped', 'the survey is not open']);
  });
});

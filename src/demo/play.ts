import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Dispatcher } from '../mail/dispatcher.js';
import { SendReminders } from '../registrations/notices/send-reminders.js';
import { SendDailyReports } from '../reports/send-daily-reports.js';
import type { Applicant } from './applicants.js';
import { applyAll, select, type Application } from './apply.js';
import { Client } from './client.js';
import type { DemoClock } from './demo-clock.js';
import { nextBimtek } from './event-plan.js';
import { tellCertificates, tellMail, tellRegistrations, tellReport } from './figures.js';
import type { Mailbox } from './mailbox.js';
import { openBatch, organise, type OpenBatch, type OpenEvent } from './organise.js';
import { headline, tell } from './progress.js';
import { runBatch, tickets } from './run-days.js';
import { addStaff, signIn, type StaffMember } from './staff.js';

export interface Stage {
  readonly app: NestFastifyApplication;
  readonly clock: DemoClock;
  readonly base: string;
  readonly applicants: readonly Applicant[];
  readonly opensAt: Date;
  readonly adminEmail: string;
  readonly adminPassword: string;
  /** Null when mail goes to an SMTP server. */
  readonly mailbox: Mailbox | null;
}

const hour = 3_600_000;

/** The real event from plan to proof, through the system's own doors. Answers who may sign in afterwards. */
export async function play(stage: Stage): Promise<readonly StaffMember[]> {
  const visitor = new Client(stage.base);
  headline('The office: staff, partners, trainers, and three programs');
  const staff = await addStaff(visitor, { email: stage.adminEmail, password: stage.adminPassword });
  const event = await organise(await signIn(visitor, staff.organizer), stage.opensAt);
  const batches = [event.diklat, event.bimtek, event.dialog];
  for (const { title, sessions, capacity } of batches) tell(`${title}: ${sessions.length} sessions, ${capacity} seats`);

  headline('Registration');
  const applications = await applyAll(visitor, event, stage.applicants);
  await letTimePass(stage);
  await select(await signIn(visitor, staff.organizer), event.diklat, applications);
  await withdrawSome(visitor, event.bimtek, applications);
  await letTimePass(stage);
  const confirmed = await tellAllRegistrations(await signIn(visitor, staff.organizer), batches, applications);

  headline('The days of the event');
  const tokens = new Map(applications.map(({ id, token }) => [id, token]));
  for (const batch of batches)
    await runOne(stage, visitor, staff, { batch, tokens, ids: confirmed.get(batch.id) ?? [] });

  headline('The proof');
  await prove(stage, await signIn(visitor, staff.organizer), event);
  stage.clock.followRealTime();
  await openNext(await signIn(visitor, staff.organizer), event, stage.clock);
  return [staff.administrator, staff.organizer, staff.attendant];
}

async function letTimePass({ app }: Stage): Promise<void> {
  await app.get(SendReminders).run();
  await app.get(SendDailyReports).run();
  await app.get(Dispatcher).drain();
}

const withdrawals = 5;

/** Some who had a seat withdraw by their link; the next who fit move up. */
async function withdrawSome(visitor: Client, batch: OpenBatch, applications: readonly Application[]): Promise<void> {
  const seated = applications.filter((one) => one.batch.id === batch.id && one.status === 'confirmed');
  for (const { token } of seated.slice(0, withdrawals)) {
    await visitor.post(`/public/registrations/${token}/cancellation`);
  }
  tell(`${Math.min(withdrawals, seated.length)} withdrew from ${batch.title}; the waiting list moved up`);
}

async function tellAllRegistrations(
  organizer: Client,
  batches: readonly OpenBatch[],
  applications: readonly Application[],
): Promise<Map<string, string[]>> {
  const confirmed = new Map<string, string[]>();
  for (const batch of batches) {
    const registrations = await tellRegistrations(organizer, batch, applications);
    confirmed.set(
      batch.id,
      registrations.filter(({ status }) => status === 'confirmed').map(({ id }) => id),
    );
  }
  return confirmed;
}

interface RunOne {
  readonly batch: OpenBatch;
  readonly tokens: ReadonlyMap<string, string>;
  readonly ids: readonly string[];
}

async function runOne(
  stage: Stage,
  visitor: Client,
  staff: { attendant: StaffMember; organizer: StaffMember },
  { batch, tokens, ids }: RunOne,
): Promise<void> {
  const { clock } = stage;
  const first = batch.sessions[0];
  if (first !== undefined) clock.moveTo(new Date(first.startsAt.getTime() - 25 * hour));
  const participants = await tickets(visitor, tokens, ids);
  const signedIn = () => signIn(visitor, staff.attendant);
  const checkedIn = await runBatch({ batch, participants, signedIn, clock, letTimePass: () => letTimePass(stage) });
  await (await signIn(visitor, staff.organizer)).post(`/batches/${batch.id}/completion`);
  tell(`${batch.title}: ${participants.length} participants, ${checkedIn} check-ins`);
}

async function prove(stage: Stage, organizer: Client, event: OpenEvent): Promise<void> {
  const batches = [event.diklat, event.bimtek, event.dialog];
  for (const { id, title } of batches) {
    const outcome = await organizer.post<{ issued: number; skipped: unknown[] }>(`/batches/${id}/certificates`);
    const again = await organizer.post<{ issued: number }>(`/batches/${id}/certificates`);
    tell(
      `${title}: ${outcome.issued} certificates, ${outcome.skipped.length} below the minimum; again: ${again.issued}`,
    );
  }
  await tellCertificates(organizer, batches);
  for (const batch of batches) {
    await organizer.post(`/batches/${batch.id}/attendance-reports`, {});
    await letTimePass(stage);
    await tellReport(organizer, batch, stage.mailbox);
  }
  await tellMail(organizer, stage.mailbox?.count() ?? null);
}

/** A second batch of the Bimtek, open now, so that a visitor finds something to register for. */
async function openNext(organizer: Client, { bimtekProgramId }: OpenEvent, clock: DemoClock): Promise<void> {
  const opensAt = new Date(clock.now().getTime() - hour);
  const next = await openBatch(organizer, nextBimtek(opensAt), bimtekProgramId, { opensAt, trainerIds: [] });
  tell(`${next.title}, Angkatan II, is open for registration now`);
}

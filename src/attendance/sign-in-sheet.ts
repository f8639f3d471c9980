import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { renderSignInSheets, type SheetPaper } from '../documents/sign-in-sheet-pdf.js';
import { hasRole, requireRole, type Actor } from '../identity/actor.js';
import { Office } from '../identity/office.entity.js';
import { OfficeLogos } from '../identity/office-logos.js';
import { Clock } from '../kernel/clock.js';
import { dayIn } from '../kernel/dates.js';
import { Refusal } from '../kernel/problems.js';
import { Program } from '../programs/program.entity.js';
import { Session } from '../programs/session.entity.js';
import { SessionTrainer } from '../programs/session-trainer.entity.js';
import { Trainer } from '../programs/trainer.entity.js';
import { BatchQueries } from '../programs/batch.queries.js';
import { In } from 'typeorm';
import { SheetPeople } from './sheet-people.js';
import { sheetPlans, type SheetScope } from './sign-in-sheet.rules.js';
import { signInSheet, type TaughtSession } from './sign-in-sheet.view.js';

export const sheetReaders = ['participants', 'trainers', 'committee'] as const;
/** `names`: to be signed; `marks`: with what was recorded in place of signatures; `blank`: numbered rows only. */
export const sheetFillings = ['names', 'marks', 'blank'] as const;

export interface SheetAsked {
  readonly readers: (typeof sheetReaders)[number];
  readonly scope: SheetScope;
  /** Narrows to the sessions of one day, YYYY-MM-DD in the batch's zone, or to one session. */
  readonly day?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly filling: (typeof sheetFillings)[number];
  readonly paper: SheetPaper;
  /** Heeded for organisers only, who see numbers elsewhere too. */
  readonly phones: boolean;
}

export interface SheetFile {
  readonly filename: string;
  readonly content: Buffer;
}

const plain = { readers: 'participants', scope: 'session', filling: 'names', paper: 'a4', phones: false } as const;

/** The paper that is signed in the room, which offices keep beside what the system records. It never holds a NIK. */
@Injectable()
export class SignInSheet {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly batches: BatchQueries,
    private readonly logos: OfficeLogos,
    private readonly people: SheetPeople,
  ) {}

  /** Of one session, as PDF, with those confirmed by now in order of registering. Throws `NotFound`. */
  async run(actor: Actor, sessionId: string): Promise<SheetFile> {
    requireRole(actor, 'attendant');
    const { batchId } = await this.batches.session(actor, sessionId);
    return this.ofBatch(actor, batchId, { ...plain, sessionId });
  }

  /** All sheets that were asked for in one PDF. Throws `NotFound`, and `Refusal` when there is no session of them. */
  async ofBatch(actor: Actor, batchId: string, asked: SheetAsked): Promise<SheetFile> {
    requireRole(actor, 'attendant');
    const batch = await this.batches.ofOffice(actor, batchId);
    const sessions = (await this.timetable(batchId)).filter(
      ({ id, startsAt }) =>
        (asked.sessionId === undefined || id === asked.sessionId) &&
        (asked.day === undefined || dayIn(batch.timeZone, startsAt) === asked.day),
    );
    const [first] = sessions;
    if (first === undefined) throw new Refusal('no_session_for_sheet');
    const { reader } = this.database;
    const program = await reader.findOneByOrFail(Program, { id: batch.programId });
    const { parentName, name, address, city } = await reader.findOneByOrFail(Office, { id: actor.officeId });
    const phones = asked.phones && hasRole(actor, 'organizer');
    const people = asked.readers === 'participants' ? await this.people.of(batchId) : [];
    const sheets = sheetPlans(asked.scope, batch.timeZone, sessions).map((plan) =>
      signInSheet(plan, { ...asked, phones, batch, program, people }),
    );
    const office = { parentName, name, address, city, ...(await this.logos.forPaper(actor.officeId)) };
    const content = await renderSignInSheets({ office, paper: asked.paper, sheets, madeAt: this.clock.now() });
    return { filename: `daftar-hadir-${dayIn(batch.timeZone, first.startsAt)}-${first.id.slice(-6)}.pdf`, content };
  }

  private async timetable(batchId: string): Promise<TaughtSession[]> {
    const { reader } = this.database;
    const sessions = await reader.find(Session, { where: { batchId }, order: { startsAt: 'ASC', id: 'ASC' } });
    const links = await reader.findBy(SessionTrainer, { sessionId: In(sessions.map(({ id }) => id)) });
    const trainers = await reader.findBy(Trainer, { id: In(links.map(({ trainerId }) => trainerId)) });
    return sessions.map(({ id, title, startsAt, endsAt, room }) => {
      const own = links.filter(({ sessionId }) => sessionId === id).map(({ trainerId }) => trainerId);
      return { id, title, startsAt, endsAt, room, trainers: trainers.filter((trainer) => own.includes(trainer.id)) };
    });
  }
}

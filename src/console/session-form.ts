import { Injectable } from '@nestjs/common';
import type { FieldPlan } from '../http/form-fields.js';
import { NotFound } from '../kernel/problems.js';
import { BatchQueries } from '../programs/batch.queries.js';
import type { BatchView } from '../programs/batch.views.js';
import { ProgramQueries } from '../programs/program.queries.js';
import { SessionCheck, type TypedSession } from './calendar/session-check.js';
import { instantIn, listIn, localTime, numberIn, type Typed } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import type { Visit } from './visit.js';

const mostTrainers = 200;

/** The fields of a session; times are typed and shown in the zone of its batch. */
@Injectable()
export class SessionForm {
  constructor(
    private readonly pages: ConsolePages,
    private readonly programs: ProgramQueries,
    private readonly batches: BatchQueries,
    private readonly check: SessionCheck,
  ) {}

  /** A new session begins on the day and in the room of the last one, when that one ends. */
  async fresh({ actor }: Visit, { id, timeZone }: BatchView): Promise<Typed> {
    const last = (await this.batches.sessions(actor, id)).items.at(-1);
    return last === undefined ? {} : { startsAt: localTime(timeZone, last.endsAt), room: last.room ?? '' };
  }

  /** Throws `NotFound` for a session of another batch as for none. */
  async of({ actor }: Visit, { id, timeZone }: BatchView, sessionId: string): Promise<Typed> {
    const session = await this.batches.session(actor, sessionId);
    if (session.batchId !== id) throw new NotFound('session_not_found');
    const { title, startsAt, endsAt, lessonHours, room, trainers } = session;
    return {
      title,
      startsAt: localTime(timeZone, startsAt),
      endsAt: localTime(timeZone, endsAt),
      lessonHours: String(lessonHours),
      room: room ?? '',
      trainerIds: trainers.map((trainer) => trainer.id).join(','),
    };
  }

  /** What the day of the session already holds of its place and its people; null until a day is typed. */
  look(visit: Visit, typed: TypedSession) {
    return this.check.run(visit, typed);
  }

  async plans(visit: Visit): Promise<FieldPlan[]> {
    const text = (key: string) => this.pages.text(visit, key);
    const { items } = await this.programs.trainers(visit.actor, { limit: mostTrainers });
    const trainers = items.map(({ id, name }): [string, string] => [id, name]);
    return [
      { name: 'title', label: text('f_subject'), required: true },
      { name: 'startsAt', label: text('f_starts'), type: 'datetime-local', required: true },
      { name: 'endsAt', label: text('f_ends'), type: 'datetime-local', required: true },
      { name: 'lessonHours', label: text('f_hours'), hint: text('f_hours_hint'), inputmode: 'numeric', required: true },
      { name: 'room', label: text('f_room'), hint: text('f_room_hint') },
      ...(trainers.length === 0 ? [] : [{ name: 'trainerIds', label: text('f_trainers'), checks: trainers }]),
    ];
  }
}

/** The body that the API would take. */
export function sessionBody({ title, room, ...typed }: Typed, timeZone: string): Record<string, unknown> {
  return {
    ...{ title, room },
    startsAt: instantIn(timeZone, typed.startsAt),
    endsAt: instantIn(timeZone, typed.endsAt),
    lessonHours: numberIn(typed.lessonHours),
    trainerIds: listIn(typed.trainerIds),
  };
}

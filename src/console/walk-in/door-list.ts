import { Injectable } from '@nestjs/common';
import { formField } from '../../http/form-fields.js';
import { formatInstant } from '../../kernel/date-texts.js';
import type { Problem } from '../../kernel/problems.js';
import type { BatchView } from '../../programs/batch.views.js';
import type { Session } from '../../programs/session.entity.js';
import { RegistrationQueries } from '../../registrations/registration.queries.js';
import { batchHref } from '../batch-frame.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';
import { DoorForm, isFull } from './door-form.js';
import { doorRow } from './door-row.js';

const found = 8;
const longestSearch = 100;
const live = new Set<string>(['submitted', 'waitlisted', 'confirmed']);

/** Who is on the list already, as somebody at the door looks for them. */
@Injectable()
export class DoorList {
  constructor(
    private readonly pages: ConsolePages,
    private readonly registrations: RegistrationQueries,
    private readonly form: DoorForm,
  ) {}

  async view(visit: Visit, batch: BatchView, problem: Problem | null) {
    const q = (visit.query.q ?? '').trim().slice(0, longestSearch);
    const text = (key: string) => this.pages.text(visit, `walk-in:${key}`);
    const items = q === '' ? [] : (await this.registrations.list(visit.actor, batch.id, { q, limit: found })).items;
    return {
      search: formField({ name: 'q', label: text('f_search'), type: 'search', filter: true, required: true }, q, null),
      none: q !== '' && items.length === 0,
      rows: items.map((registration) => {
        const { id, status } = registration;
        const waits = status === 'submitted' || status === 'waitlisted';
        const seat = waits && isFull(batch, problem) ? this.form.seatPlans(visit, batch) : [];
        return {
          ...doorRow(registration, visit, this.pages),
          action: live.has(status)
            ? `${batchHref(batch.id, `/peserta/datang/${id}`)}?q=${encodeURIComponent(q)}`
            : null,
          button: text(waits ? 'admit' : 'present'),
          seat: seat.map((plan) => formField(plan, '', null)).map(ofRow(id)),
        };
      }),
    };
  }

  sessionText(visit: Visit, batch: BatchView, session: Session | null): string {
    if (session === null) return this.pages.text(visit, 'walk-in:no_session');
    const at = formatInstant(session.startsAt, { locale: visit.locale, zone: batch.timeZone });
    return this.pages.text(visit, 'walk-in:session', { title: session.title, at });
  }

  /** Of who has just been let in. Throws `NotFound` for another office's. */
  async welcome(visit: Visit, registrationId: string, session: Session | null) {
    const { name, code } = await this.registrations.one(visit.actor, registrationId);
    const { persetujuan } = visit.query;
    const manner = persetujuan === 'oral' || persetujuan === 'written' ? persetujuan : null;
    const officer = visit.actor.name;
    return {
      text: this.pages.text(visit, session === null ? 'walk-in:welcome_plain' : 'walk-in:welcome', {
        ...{ name, session: session?.title ?? '' },
      }),
      code: this.pages.text(visit, 'walk-in:code', { code }),
      consent: manner === null ? null : this.pages.text(visit, `walk-in:consent_note_${manner}`, { officer }),
    };
  }
}

/** Every row has ids of its own. */
function ofRow(row: string) {
  return (field: ReturnType<typeof formField>): ReturnType<typeof formField> => ({
    ...field,
    id: `${field.id}-${row}`,
    describedBy: field.hint === null ? null : `${field.id}-${row}-hint`,
    checks: field.checks?.map((check) => ({ ...check, id: `${check.id}-${row}` })) ?? null,
  });
}

import { Injectable } from '@nestjs/common';
import { Messages } from '../../http/messages.js';
import type { PageView } from '../../http/pages.js';
import { formatLongDay, formatTime, formatTimeRange } from '../../kernel/date-texts.js';
import { dayIn } from '../../kernel/dates.js';
import type { Locale } from '../../kernel/locale.js';
import { InvalidInput, type Problem } from '../../kernel/problems.js';
import type { Batch } from '../../programs/batch.entity.js';
import type { Session } from '../../programs/session.entity.js';
import type { BeforeCheckIn } from './check-in-oneself.js';
import type { RecordedArrival } from './recorded-by-oneself.js';
import { shownName } from './self-check-in.rules.js';

/** After these another code is wanted, after the next one's own link, after all others the desk. */
const wantsCode = new Set(['check_in_code_over', 'too_many_attempts']);
const wantsLink = new Set(['phone_unknown', 'phone_other_event']);

const nothing = { failure: null, session: null, form: null, done: null, typing: false, findHref: null } as const;

/** Self check-in in plain words, for a small screen and somebody in a hurry. */
@Injectable()
export class SelfCheckInTexts {
  constructor(private readonly messages: Messages) {}

  typing(locale: Locale): PageView {
    return { ...this.page(locale, '/h'), ...nothing, typing: true };
  }

  question(
    { session, batch, people }: BeforeCheckIn,
    { code, locale }: { readonly code: string; readonly locale: Locale },
  ): PageView {
    const action = `/h/${code}`;
    const choices = people.map(({ id, name, code: number }, index) => ({
      id: `peserta-${index}`,
      value: id,
      text: `${shownName(name)} · ${number}`,
    }));
    const [only, ...others] = people;
    return {
      ...this.page(locale, action),
      ...nothing,
      session: this.session(session, batch, locale),
      form: { action, name: only !== undefined && others.length === 0 ? shownName(only.name) : null, choices },
    };
  }

  done({ session, batch, registration, late, checkedInAt }: RecordedArrival, locale: Locale): PageView {
    const at = checkedInAt === null ? '' : formatTime(checkedInAt, { locale, zone: batch.timeZone });
    return {
      ...this.page(locale, `/h/tercatat/${session.id}`),
      ...nothing,
      session: this.session(session, batch, locale),
      done: {
        name: shownName(registration.name),
        text: this.text(locale, late ? 'done_late' : 'done_present', { at }),
      },
    };
  }

  refused(problem: Problem, { path, locale }: { readonly path: string; readonly locale: Locale }): PageView {
    const failure =
      problem instanceof InvalidInput
        ? this.text(locale, 'choose_one')
        : this.messages.error(locale, problem.code, problem.params);
    return {
      ...this.page(locale, path),
      ...nothing,
      failure,
      typing: wantsCode.has(problem.code),
      findHref: wantsLink.has(problem.code) ? '/pendaftaran' : null,
    };
  }

  private session({ title, room, startsAt, endsAt }: Session, { timeZone, venueName }: Batch, locale: Locale) {
    const time = formatTimeRange(startsAt, endsAt, { locale, zone: timeZone });
    return {
      title,
      when: `${formatLongDay(dayIn(timeZone, startsAt), locale)}, ${time}`,
      where: room === null ? venueName : `${room}, ${venueName}`,
    };
  }

  private page(locale: Locale, path: string) {
    return { path, title: this.text(locale, 'title'), description: null };
  }

  private text(locale: Locale, key: string, params = {}): string {
    return this.messages.text(locale, `self-check-in:${key}`, params);
  }
}

import { Injectable } from '@nestjs/common';
import type { ScreenView } from '../../attendance/self-check-in/self-check-in.views.js';
import { slotSeconds } from '../../attendance/self-check-in/self-check-in.rules.js';
import { qrAddress } from '../../documents/qr.js';
import { Messages } from '../../http/messages.js';
import type { PageView } from '../../http/pages.js';
import { formatLongDay, formatTime, formatTimeRange, zoneAbbreviation } from '../../kernel/date-texts.js';
import { dayIn } from '../../kernel/dates.js';
import type { Locale } from '../../kernel/locale.js';

/** What changes on the screen. */
export interface ScreenMoment {
  /** When it differs from what the page was made for, the page is opened anew. */
  readonly state: ScreenView['state'];
  /** The QR as a data address; null when there is none to show. */
  readonly qr: string | null;
  readonly typed: string | null;
  readonly count: string;
  /** As in `08.00 WITA`. */
  readonly time: string;
  /** Milliseconds, by the server's clock. */
  readonly nextIn: number;
}

/** The screen in words that are read from ten metres. */
@Injectable()
export class ScreenTexts {
  constructor(private readonly messages: Messages) {}

  page(locale: Locale, screen: ScreenView): PageView {
    const { session, timeZone, state } = screen;
    const [start, end] = [new Date(session.startsAt), new Date(session.endsAt)];
    const moment = this.moment(locale, screen);
    const path = `/console/sesi/${session.id}/layar`;
    return {
      path,
      title: `${this.text(locale, 'screen')}: ${session.title}`,
      description: null,
      ...moment,
      heading: session.title,
      event: screen.event,
      when: `${formatLongDay(dayIn(timeZone, start), locale)}, ${formatTimeRange(start, end, { locale, zone: timeZone })}`,
      where: session.room === null ? screen.venue : `${session.room}, ${screen.venue}`,
      zone: zoneAbbreviation(timeZone, start),
      timeZone,
      now: screen.now,
      or: screen.code === null ? null : this.text(locale, 'screen_or', { address: addressOf(screen.code.url) }),
      message: state === 'open' ? null : this.message(locale, screen),
      refresh: Math.max(1, Math.ceil(moment.nextIn / 1000)),
      source: `${path}/kode`,
      backHref: `/console/angkatan/${session.batchId}/presensi-mandiri`,
    };
  }

  moment(locale: Locale, { state, code, present, expected, timeZone, now }: ScreenView): ScreenMoment {
    const next = code === null ? slotSeconds * 1000 : Date.parse(code.changesAt) - Date.parse(now);
    return {
      state,
      qr: code === null ? null : qrAddress(code.url),
      typed: code?.typed ?? null,
      count: this.text(locale, 'screen_present_of', { present, expected }),
      time: formatTime(new Date(now), { locale, zone: timeZone }),
      nextIn: next,
    };
  }

  private message(locale: Locale, { state, opensAt, timeZone }: ScreenView): string {
    if (state !== 'off') {
      return this.text(locale, `screen_${state}`, { at: formatTime(new Date(opensAt), { locale, zone: timeZone }) });
    }
    return `${this.text(locale, 'screen_off')} ${this.text(locale, 'screen_off_how')}`;
  }

  private text(locale: Locale, key: string, params = {}): string {
    return this.messages.text(locale, `self-check-in:${key}`, params);
  }
}

/** What is typed into a browser: `bina.example/h`. */
function addressOf(url: string): string {
  return `${new URL(url).host}/h`;
}

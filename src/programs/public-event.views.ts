import { formatDayRange, formatInstant, formatLongDay, formatTimeRange } from '../kernel/date-texts.js';
import { dayIn } from '../kernel/dates.js';
import type { Messages } from '../http/messages.js';
import type { Locale } from '../kernel/locale.js';
import { formatNumber, romanNumeral } from '../kernel/numbers.js';
import { regions } from '../kernel/regions.js';
import type { ShareCardView } from '../documents/share-card.js';
import type { PublicBatchDetail, PublicBatchView, RegistrationState } from './public-batch.views.js';

/** Whether somebody can still register, now or later. */
function isToCome(state: RegistrationState): boolean {
  return state === 'open' || state === 'not_open';
}

/** Words and dates of public events in a reader's language and the batch's zone. */
export class EventTexts {
  constructor(
    private readonly messages: Messages,
    private readonly locale: Locale,
    private readonly publicUrl: string,
  ) {}

  text(key: string, params: Record<string, string | number> = {}): string {
    return this.messages.text(this.locale, `pages:${key}`, params);
  }

  dates({ startsAt, endsAt, timeZone }: PublicBatchView): string {
    if (startsAt === null || endsAt === null) return '';
    const day = (instant: string) => dayIn(timeZone, new Date(instant));
    return formatDayRange(day(startsAt), day(endsAt), this.locale);
  }

  venue({ venue }: PublicBatchView): string {
    return [venue.name, venue.address, regions.regency(venue.regencyCode)?.name ?? '']
      .filter((part) => part !== '')
      .join(', ');
  }

  mapUrl(batch: PublicBatchView): string {
    return `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(this.venue(batch))}`;
  }

  batch({ number }: PublicBatchView): string {
    return this.text('batch', { number: romanNumeral(number) });
  }

  state({ registrationState, waitingList }: PublicBatchView): { state: string; stateClass: string } {
    const waiting = registrationState === 'open' && waitingList;
    const classes = {
      open: '',
      not_open: 'badge-waiting',
      closed: 'badge-closed',
      cancelled: 'badge-bad',
      over: 'badge-closed',
    };
    return {
      state: this.text(`state_${waiting ? 'waiting' : registrationState}`),
      stateClass: waiting ? 'badge-waiting' : classes[registrationState],
    };
  }

  window(batch: PublicBatchView): string {
    const reading = { locale: this.locale, zone: batch.timeZone };
    const from = formatInstant(new Date(batch.registrationOpensAt), reading);
    const until = formatInstant(new Date(batch.registrationClosesAt), reading);
    const texts = {
      open: 'window_until',
      not_open: 'window_from',
      closed: 'window_closed',
      cancelled: 'window_shut',
      over: 'window_shut',
    };
    return this.text(texts[batch.registrationState], { from, until });
  }

  seats({ capacity, seatsLeft, registrationState }: PublicBatchView): string {
    const all = formatNumber(capacity, this.locale);
    if (!isToCome(registrationState)) return this.text('seats_all', { capacity: all });
    if (seatsLeft === null) return this.text('seats_selection', { capacity: all });
    if (seatsLeft === 0 && registrationState === 'open') return this.text('seats_full', { capacity: all });
    return this.text('seats_left', { left: formatNumber(seatsLeft, this.locale), capacity: all });
  }

  card(batch: PublicBatchView): Record<string, unknown> {
    return {
      kind: this.text(`kind_${batch.program.kind}`),
      title: batch.program.title,
      theme: batch.program.theme,
      batch: this.batch(batch),
      dates: this.dates(batch),
      venue: this.venue(batch),
      window: this.window(batch),
      seats: this.seats(batch),
      href: `/kegiatan/${batch.id}`,
      more: this.text(batch.registrationState === 'open' ? 'details' : 'details_only'),
      ...this.state(batch),
    };
  }

  detail(batch: PublicBatchDetail): Record<string, unknown> {
    const open = batch.registrationState === 'open';
    const link = `${this.publicUrl}/kegiatan/${batch.id}`;
    const share = this.text('share_text', { title: batch.program.title, dates: this.dates(batch), link });
    return {
      ...this.card(batch),
      mapUrl: this.mapUrl(batch),
      partners: batch.partners.join(', '),
      lessonHours: batch.lessonHours === 0 ? null : this.text('hours_value', { hours: batch.lessonHours }),
      registerHref: open ? `/kegiatan/${batch.id}/daftar` : null,
      registerText: this.text(batch.waitingList ? 'register_waiting' : 'register'),
      shareUrl: isToCome(batch.registrationState) ? `https://wa.me/?text=${encodeURIComponent(share)}` : null,
      togetherHref: open ? `/kegiatan/${batch.id}/daftar-bersama` : null,
      calendarHref: ['cancelled', 'over'].includes(batch.registrationState)
        ? null
        : `/kegiatan/${batch.id}/kalender.ics`,
      broadcast: open ? this.broadcast(batch) : null,
      description: batch.description === null ? null : batch.description.split('\n').filter((line) => line !== ''),
      requirements: this.requirements(batch),
      sessions: batch.sessions.map((session) => this.session(session, batch.timeZone)),
      quotas: isToCome(batch.registrationState) ? batch.quotas.map((quota) => this.quota(quota)) : [],
    };
  }

  /** What a chat shows before anybody opens the page. */
  shareCard(batch: PublicBatchDetail): ShareCardView {
    return {
      kind: this.text(`kind_${batch.program.kind}`),
      title: batch.program.title,
      dates: [this.dates(batch), this.batch(batch)].filter((part) => part !== '').join(' · '),
      venue: this.venue(batch),
      office: batch.office,
      call: this.text('card_call'),
    };
  }

  /** The announcement that committees send to their groups, ready to be copied. */
  broadcast(batch: PublicBatchDetail): string {
    const [first] = batch.sessions;
    const zone = { locale: this.locale, zone: batch.timeZone };
    return this.text('broadcast', {
      title: batch.program.title,
      batch: this.batch(batch),
      dates: this.dates(batch),
      time: first === undefined ? '' : formatTimeRange(new Date(first.startsAt), new Date(first.endsAt), zone),
      venue: this.venue(batch),
      capacity: formatNumber(batch.capacity, this.locale),
      needs: this.requirements(batch).join(', '),
      link: `${this.publicUrl}/kegiatan/${batch.id}`,
      until: formatInstant(new Date(batch.registrationClosesAt), zone),
    });
  }

  private requirements({ requirements }: PublicBatchDetail): string[] {
    const needed = [...(requirements.nik ? ['nik'] : []), 'phone', ...requirements.fields];
    return needed.map((need) => this.text(`need_${need}`));
  }

  private session(session: PublicBatchDetail['sessions'][number], zone: string): Record<string, unknown> {
    const [start, end] = [new Date(session.startsAt), new Date(session.endsAt)];
    return {
      date: formatLongDay(dayIn(zone, start), this.locale),
      time: formatTimeRange(start, end, { locale: this.locale, zone }),
      title: session.title,
      room: session.room,
      trainers: session.trainers.join(', '),
    };
  }

  private quota({ criterion, seatsLeft }: PublicBatchView['quotas'][number]): { group: string; left: string } {
    const { regencyCode, enterpriseKind, gender } = criterion;
    const parts = [
      regencyCode === undefined ? '' : (regions.regency(regencyCode)?.name ?? regencyCode),
      enterpriseKind === undefined ? '' : this.text(`who_${enterpriseKind}`),
      gender === undefined ? '' : this.text(gender),
    ];
    return { group: parts.filter((part) => part !== '').join(', '), left: formatNumber(seatsLeft, this.locale) };
  }
}

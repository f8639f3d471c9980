import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { qrSvg } from '../documents/qr.js';
import { Messages } from '../http/messages.js';
import type { PageView } from '../http/pages.js';
import type { Locale } from '../kernel/locale.js';
import { EventTexts } from '../programs/public-event.views.js';
import { OwnNotes } from '../registrations/own-notes.js';
import { liveStatuses } from '../registrations/registration.rules.js';
import type { OwnRegistrationView } from '../registrations/registration.views.js';

interface Reader {
  readonly token: string;
  readonly locale: Locale;
}

const classes = {
  submitted: 'flash-note',
  confirmed: '',
  waitlisted: 'flash-note',
  rejected: 'flash-error',
  cancelled: 'flash-error',
} as const;

/** A registration in plain words. */
@Injectable()
export class MyRegistrationTexts {
  constructor(
    private readonly messages: Messages,
    private readonly settings: Settings,
    private readonly notes: OwnNotes,
  ) {}

  async page(own: OwnRegistrationView, { token, locale }: Reader): Promise<PageView> {
    const event = new EventTexts(this.messages, locale, this.settings.publicUrl);
    const { status, batch, code } = own;
    const link = `${this.settings.publicUrl}/pendaftaran/${token}`;
    const message = event.text('whatsapp_text', { title: batch.program.title, code, link });
    const live = liveStatuses.some((one) => one === status);
    const over = batch.registrationState === 'over';
    const ways = live && !over ? waysOn(token) : noWaysOn;
    return {
      path: `/pendaftaran/${token}`,
      title: event.text('my_title'),
      description: null,
      heading: event.text('my_title'),
      status: event.text(`s_${status}`, { position: own.position ?? 0 }),
      statusClass: classes[status],
      explanation: [explanation(own, event), this.reason(own, event)].filter((part) => part !== '').join(' '),
      warning: own.warnings.length > 0 && live ? event.text('nik_warning') : null,
      code,
      name: own.participant.name,
      event: event.detail(batch),
      notes: await this.notes.of(token, locale),
      qr: own.ticket === undefined || over ? null : qrSvg(own.ticket),
      bring: ['bring_id', 'bring_ticket', 'bring_sample'].map((key) => event.text(key)),
      whatsAppUrl: `https://wa.me/?text=${encodeURIComponent(message)}`,
      ...ways,
    };
  }

  question({ batch }: OwnRegistrationView, { token, locale }: Reader): PageView {
    const event = new EventTexts(this.messages, locale, this.settings.publicUrl);
    return {
      path: `/pendaftaran/${token}/batal`,
      title: event.text('withdraw'),
      description: null,
      question: event.text('withdraw_question', { title: batch.program.title }),
      action: `/pendaftaran/${token}/batal`,
      backHref: `/pendaftaran/${token}`,
    };
  }

  private reason({ reason }: OwnRegistrationView, event: EventTexts): string {
    return reason === null ? '' : event.text('reason', { reason });
  }
}

/** What a holder can still do while the registration lives and the event is to come. */
function waysOn(token: string) {
  const here = `/pendaftaran/${token}`;
  return { calendarHref: `${here}/kalender.ics`, correctHref: `${here}/data`, withdrawHref: `${here}/batal` };
}

const noWaysOn = { calendarHref: null, correctHref: null, withdrawHref: null };

/** What the state means for the holder now: who waits where the organiser selects does not move up alone. */
function explanation({ status, batch }: OwnRegistrationView, event: EventTexts): string {
  const live = liveStatuses.some((one) => one === status);
  if (live && batch.registrationState === 'over') return event.text('e_over');
  if (status === 'waitlisted' && batch.admission === 'selection') return event.text('e_waitlisted_selection');
  return event.text(`e_${status}`);
}

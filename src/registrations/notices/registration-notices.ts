import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import type { AttachmentReference } from '../../mail/email-message.entity.js';
import { Outbox, type OutgoingEmail } from '../../mail/outbox.js';
import type { ScheduleChange } from '../../programs/batch-change.js';
import type { Batch } from '../../programs/batch.entity.js';
import type { Moved } from '../move-registration.js';
import { Registration } from '../registration.entity.js';
import { liveStatuses } from '../registration.rules.js';

interface Notice {
  readonly template: string;
  readonly dedupeKey: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly attachments?: readonly AttachmentReference[];
}

/** A registration that was cancelled just now. */
type Ended = Pick<Moved, 'registration' | 'freedSeat'>;

const hourLength = 'YYYY-MM-DDTHH'.length;

/** Mails registrants what became of their registration, if there is an address: a row in the caller's transaction. */
@Injectable()
export class RegistrationNotices {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** What became of many who registered at once; `position` as in `waitlisted`. */
  async enrolled(
    tx: EntityManager,
    all: readonly { readonly registration: Registration; readonly position: number | null }[],
  ): Promise<void> {
    const emails = all.map(({ registration, position }) =>
      this.email(registration, this.ofEntry(registration, position)),
    );
    await this.outbox.enqueueAll(tx, emails.flat());
  }

  private ofEntry(registration: Registration, position: number | null): Notice {
    if (registration.status === 'confirmed') {
      return { ...this.ofState(registration, 'confirmed'), ...ticketOf(registration) };
    }
    if (position === null) return this.ofState(registration, 'received');
    return { ...this.ofState(registration, 'waitlisted'), data: { position } };
  }

  confirmed(tx: EntityManager, registration: Registration): Promise<void> {
    return this.enqueue(tx, registration, { ...this.ofState(registration, 'confirmed'), ...ticketOf(registration) });
  }

  /** `position` in the waiting list, from 1. */
  waitlisted(tx: EntityManager, registration: Registration, position: number): Promise<void> {
    return this.enqueue(tx, registration, { ...this.ofState(registration, 'waitlisted'), data: { position } });
  }

  promoted(tx: EntityManager, registration: Registration): Promise<void> {
    return this.enqueue(tx, registration, { ...this.ofState(registration, 'promoted'), ...ticketOf(registration) });
  }

  rejected(tx: EntityManager, registration: Registration, reason: string | null): Promise<void> {
    return this.enqueue(tx, registration, { ...this.ofState(registration, 'rejected'), data: { reason } });
  }

  /** After a seat was given up the sessions leave the calendar into which the invitation put them. */
  cancelled(tx: EntityManager, { registration, freedSeat }: Ended): Promise<void> {
    return this.enqueue(tx, registration, {
      ...this.ofState(registration, 'cancelled'),
      data: { reason: registration.reason },
      ...(freedSeat ? calendarOf(registration) : {}),
    });
  }

  /** To everybody whose registration is live. */
  async batchChanged(tx: EntityManager, batch: Batch, changes: readonly ScheduleChange[]): Promise<void> {
    const live = await tx.find(Registration, {
      where: { batchId: batch.id, status: In([...liveStatuses]) },
      order: { sequence: 'ASC' },
    });
    const { revision } = batch;
    const emails = live.map((registration) =>
      this.email(registration, {
        template: 'batch-changed',
        dedupeKey: batchChangedKey(batch.id, revision, registration.id),
        data: { revision, changes },
        ...(registration.status === 'confirmed' ? ticketOf(registration) : {}),
      }),
    );
    await this.outbox.enqueueAll(tx, emails.flat());
  }

  /** To those whose registrations ended with the batch. */
  async batchCancelled(tx: EntityManager, batch: Batch, reason: string, ended: readonly Ended[]): Promise<void> {
    const emails = ended.map(({ registration, freedSeat }) =>
      this.email(registration, {
        template: 'batch-cancelled',
        dedupeKey: `batch.cancelled:${batch.id}:${registration.id}`,
        data: { reason },
        ...(freedSeat ? calendarOf(registration) : {}),
      }),
    );
    await this.outbox.enqueueAll(tx, emails.flat());
  }

  /** The link of a registration that stands, at most once in an hour of the clock. */
  linkAgain(tx: EntityManager, registration: Registration): Promise<void> {
    const hour = this.clock.now().toISOString().slice(0, hourLength);
    const dedupeKey = `registration.link:${registration.id}:${hour}`;
    return this.enqueue(tx, registration, { template: 'registration-link', dedupeKey });
  }

  /** Tells the address that was left and the one that took its place. */
  async emailChanged(tx: EntityManager, before: Registration, after: Registration): Promise<void> {
    const change = newId();
    const notice = (side: 'left' | 'new'): Notice => ({
      template: `registration-email-${side}`,
      dedupeKey: `registration.email-${side}:${after.id}:${change}`,
    });
    const ticket = after.status === 'confirmed' ? ticketOf(after) : {};
    await this.enqueue(tx, before, notice('left'));
    await this.enqueue(tx, after, { ...notice('new'), ...ticket });
  }

  private ofState({ id, revision }: Registration, state: string): Notice {
    return { template: `registration-${state}`, dedupeKey: `registration.${state}:${id}:${revision}` };
  }

  private async enqueue(tx: EntityManager, registration: Registration, notice: Notice): Promise<void> {
    await this.outbox.enqueueAll(tx, this.email(registration, notice));
  }

  /** None for a registrant without an address. */
  private email(registration: Registration, notice: Notice): OutgoingEmail[] {
    const { id, officeId, batchId, name, email, locale } = registration;
    const to = { name, address: email ?? '' };
    return email === null ? [] : [{ officeId, to, locale, subjectId: id, batchId, ...notice }];
  }
}

/** Names that a registrant was told of the change that gave the batch this revision. */
export function batchChangedKey(batchId: string, revision: number, registrationId: string): string {
  return `batch.changed:${batchId}:${revision}:${registrationId}`;
}

/** What goes with every mail that lets somebody in. */
export function ticketOf({ id }: Pick<Registration, 'id'>): Pick<Notice, 'attachments'> {
  return {
    attachments: [
      { source: 'ticket-qr', id },
      { source: 'calendar', id },
    ],
  };
}

/** As CANCEL once the registration is over, so that the sessions leave the calendar. */
function calendarOf({ id }: Pick<Registration, 'id'>): Pick<Notice, 'attachments'> {
  return { attachments: [{ source: 'calendar', id }] };
}

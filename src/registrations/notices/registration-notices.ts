import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { Clock } from '../../kernel/clock.js';
import type { AttachmentReference } from '../../mail/email-message.entity.js';
import { Outbox } from '../../mail/outbox.js';
import type { ScheduleChange } from '../../programs/batch-change.js';
import type { Batch } from '../../programs/batch.entity.js';
import { Registration } from '../registration.entity.js';
import { liveStatuses } from '../registration.rules.js';

interface Notice {
  readonly template: string;
  readonly dedupeKey: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly attachments?: readonly AttachmentReference[];
}

const hourLength = 'YYYY-MM-DDTHH'.length;

/** Mails registrants what became of their registration, if there is an address: a row in the caller's transaction. */
@Injectable()
export class RegistrationNotices {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  received(tx: EntityManager, registration: Registration): Promise<void> {
    return this.enqueue(tx, registration, this.ofState(registration, 'received'));
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

  cancelled(tx: EntityManager, registration: Registration): Promise<void> {
    return this.enqueue(tx, registration, { ...this.ofState(registration, 'cancelled'), ...calendarOf(registration) });
  }

  /** To everybody whose registration is live. */
  async batchChanged(tx: EntityManager, batch: Batch, changes: readonly ScheduleChange[]): Promise<void> {
    const live = await tx.findBy(Registration, { batchId: batch.id, status: In([...liveStatuses]) });
    for (const registration of live) {
      await this.enqueue(tx, registration, {
        template: 'batch-changed',
        dedupeKey: `batch.changed:${batch.id}:${batch.revision}:${registration.id}`,
        data: { changes },
        attachments: [{ source: 'calendar', id: registration.id }],
      });
    }
  }

  async batchCancelled(
    tx: EntityManager,
    batch: Batch,
    reason: string,
    registrations: readonly Registration[],
  ): Promise<void> {
    for (const registration of registrations) {
      const dedupeKey = `batch.cancelled:${batch.id}:${registration.id}`;
      await this.enqueue(tx, registration, {
        template: 'batch-cancelled',
        dedupeKey,
        data: { reason },
        ...calendarOf(registration),
      });
    }
  }

  /** The link of a registration that stands, at most once in an hour of the clock. */
  linkAgain(tx: EntityManager, registration: Registration): Promise<void> {
    const hour = this.clock.now().toISOString().slice(0, hourLength);
    const dedupeKey = `registration.link:${registration.id}:${hour}`;
    return this.enqueue(tx, registration, { template: 'registration-link', dedupeKey });
  }

  private ofState({ id, revision }: Registration, state: string): Notice {
    return { template: `registration-${state}`, dedupeKey: `registration.${state}:${id}:${revision}` };
  }

  private async enqueue(tx: EntityManager, registration: Registration, notice: Notice): Promise<void> {
    if (registration.email === null) return;
    await this.outbox.enqueue(tx, {
      officeId: registration.officeId,
      to: { name: registration.name, address: registration.email },
      locale: registration.locale,
      subjectId: registration.id,
      ...notice,
    });
  }
}

function ticketOf({ id }: Registration): Pick<Notice, 'attachments'> {
  return {
    attachments: [
      { source: 'ticket-qr', id },
      { source: 'calendar', id },
    ],
  };
}

/** As CANCEL once the registration is over, so that the sessions leave the calendar. */
function calendarOf({ id }: Registration): Pick<Notice, 'attachments'> {
  return { attachments: [{ source: 'calendar', id }] };
}

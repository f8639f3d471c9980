import { Injectable } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import type { Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import type { Locale } from '../kernel/locale.js';
import { InvalidInput, type FieldError } from '../kernel/problems.js';
import { IdentifyParticipant } from '../participants/identify-participant.js';
import type { EnterpriseDetails } from '../participants/record-enterprise.js';
import type { Batch } from '../programs/batch.entity.js';
import type { Enrolment, RegistrationAnswers } from './enrolment.js';
import type { Entrance } from './entrance.js';
import { readRegistration, type ReadRegistration } from './read-registration.js';
import { RegistrationBody, StaffRegistrationBody, type EnterpriseBody } from './registration.dto.js';
import type { RegistrationChannel } from './registration.entity.js';
import { RegistrationTarget, type Target } from './registration-target.js';
import { requireOpenWindow } from './registration-window.js';

const rowsAtOnce = 25;

/** Reads and checks a registration, and does what is slow about it (hashing, encryption), before any transaction. */
@Injectable()
export class PrepareEnrolment {
  constructor(
    private readonly targets: RegistrationTarget,
    private readonly identify: IdentifyParticipant,
    private readonly clock: Clock,
  ) {}

  /** Throws `NotFound`, `Unreadable`, `InvalidInput`, and the refusals of a window that is shut. */
  async run(batchId: string, raw: unknown, entrance: Entrance): Promise<Enrolment> {
    const target = await this.targets.of(batchId, entrance);
    return this.enrolment(target, await this.read(raw, target, entrance), entrance);
  }

  /**
   * The same for many rows of one batch, in their order: an enrolment, or what is wrong with the row. Other work of the
   * process goes on between them. Throws `NotFound` and the refusals of a window that is shut.
   */
  async each(
    batchId: string,
    rows: readonly unknown[],
    entrance: Entrance,
  ): Promise<(Enrolment | readonly FieldError[])[]> {
    const target = await this.targets.of(batchId, entrance);
    this.requireOpen(target.batch, entrance);
    const read: (Enrolment | readonly FieldError[])[] = [];
    for (const row of rows) {
      read.push(await this.enrolmentOrFaults(target, row, entrance));
      if (read.length % rowsAtOnce === 0) await setImmediate();
    }
    return read;
  }

  private async enrolmentOrFaults(
    target: Target,
    row: unknown,
    entrance: Entrance,
  ): Promise<Enrolment | readonly FieldError[]> {
    try {
      return this.enrolment(target, await this.read(row, target, entrance), entrance);
    } catch (error) {
      if (error instanceof InvalidInput) return error.errors;
      throw error;
    }
  }

  /** The notice as it is shown before consent and as it will be kept. */
  async notice(batchId: string, locale: Locale): Promise<string> {
    return (await this.targets.of(batchId, { from: { address: '' }, locale })).notice.text;
  }

  /** Every fault of an unfinished form; empty when it may be sent. Throws the refusals of a window that is shut. */
  async faults(batchId: string, raw: unknown, entrance: Entrance): Promise<readonly FieldError[]> {
    try {
      await this.run(batchId, raw, entrance);
      return [];
    } catch (error) {
      if (error instanceof InvalidInput) return error.errors;
      throw error;
    }
  }

  /** A closed door is told before what is wrong with the form. */
  private async read(
    raw: unknown,
    { batch, program }: Target,
    entrance: Entrance,
  ): Promise<ReadRegistration<StaffRegistrationBody>> {
    const type: new () => StaffRegistrationBody = 'actor' in entrance.from ? StaffRegistrationBody : RegistrationBody;
    try {
      return await readRegistration(type, raw, program, this.clock.now());
    } catch (error) {
      if (error instanceof InvalidInput) this.requireOpen(batch, entrance);
      throw error;
    }
  }

  requireOpen(batch: Batch, { from, locale }: Entrance): void {
    requireOpenWindow(batch, { now: this.clock.now(), locale, byStaff: 'actor' in from });
  }

  /** What is written once the transaction begins; hashes and encrypts. */
  enrolment(target: Target, read: ReadRegistration<StaffRegistrationBody>, entrance: Entrance): Enrolment {
    const { participant, enterprise } = read.body;
    const { name, gender, birthDate, phone } = participant;
    const { office, batch, notice } = target;
    const person = { nik: read.nik?.value ?? null, name, gender, birthDate: birthDate ?? null, phone };
    const { by, channel, manner, seat } = terms(read.body, entrance);
    return {
      batchId: batch.id,
      applicant: {
        participant: this.identify.draft(office.id, person),
        enterprise: enterprise === undefined || enterprise === null ? null : enterpriseDetails(enterprise),
      },
      answers: answers(read, channel, entrance.locale),
      consent: {
        notice,
        manner,
        assistedBy: by === 'participant' ? null : by.userId,
      },
      seat,
      by,
      requireOpen: (locked) => {
        this.requireOpen(locked, entrance);
      },
    };
  }
}

type Terms = Pick<Enrolment, 'seat'> & Pick<Enrolment['consent'], 'manner'>;

/** By whom and how somebody comes in: staff choose, strangers don't. */
function terms(
  { channel, consentManner, seat, seatReason }: StaffRegistrationBody,
  entrance: Entrance,
): Terms & { readonly by: Actor | 'participant'; readonly channel: RegistrationChannel } {
  const asked = { manner: consentManner ?? null, seat: { wish: seat ?? 'usual', reason: seatReason ?? null } };
  return 'actor' in entrance.from
    ? { ...asked, by: entrance.from.actor, channel: entrance.channel ?? channel ?? 'staff' }
    : { ...asked, by: 'participant', channel: 'online' };
}

function answers(
  { body, warnings }: ReadRegistration<StaffRegistrationBody>,
  channel: RegistrationChannel,
  locale: Locale,
): RegistrationAnswers {
  const { name, gender, phone, email, regencyCode, address } = body.participant;
  const contact = { phone, email: email ?? null, regencyCode, address: address ?? null };
  return { name, gender, ...contact, role: body.role ?? null, channel, locale, warnings };
}

export function enterpriseDetails(enterprise: EnterpriseBody): EnterpriseDetails {
  const { kind, name, nib, cooperativeNumber, sector, scale, regencyCode } = enterprise;
  return {
    kind,
    name,
    nib: nib ?? null,
    cooperativeNumber: cooperativeNumber ?? null,
    sector: sector ?? null,
    scale: scale ?? null,
    regencyCode: regencyCode ?? null,
  };
}

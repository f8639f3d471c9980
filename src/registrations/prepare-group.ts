import { Injectable } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { InvalidInput, type FieldError } from '../kernel/problems.js';
import type { Party } from './enrol.js';
import type { Entrance } from './entrance.js';
import { PrepareEnrolment } from './prepare-enrolment.js';
import { readGroup } from './read-group.js';
import type { ReadRegistration } from './read-registration.js';
import type { RegistrationBody } from './registration.dto.js';
import { personKey } from './person-key.js';
import { RegistrationTarget, type Target } from './registration-target.js';

/** Reads and checks the registration of several people of one cooperative, before any transaction. */
@Injectable()
export class PrepareGroup {
  constructor(
    private readonly targets: RegistrationTarget,
    private readonly prepare: PrepareEnrolment,
    private readonly clock: Clock,
  ) {}

  /** Throws `NotFound`, `Unreadable`, `InvalidInput`, and the refusals of a window that is shut. */
  async run(batchId: string, raw: unknown, entrance: Entrance): Promise<Party> {
    const target = await this.targets.of(batchId, entrance);
    const people = await this.read(raw, target, entrance);
    const [first, ...others] = people.map((read) => this.prepare.enrolment(target, read, entrance));
    if (first === undefined) throw new Error('A group of nobody was read.');
    const party: Party = { groupId: newId(), members: [first, ...others] };
    requireDifferentPeople(party);
    return party;
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
  ): Promise<ReadRegistration<RegistrationBody>[]> {
    try {
      return await readGroup(raw, program, this.clock.now());
    } catch (error) {
      if (error instanceof InvalidInput) this.prepare.requireOpen(batch, entrance);
      throw error;
    }
  }
}

/** Somebody who was written down twice is told at the second place. */
function requireDifferentPeople({ members }: Party): void {
  const seen = new Set<string>();
  const errors = members.flatMap(({ applicant: { participant } }, index): FieldError[] => {
    const key = personKey(participant);
    const twice = seen.has(key);
    seen.add(key);
    const field = participant.nikHash === null ? 'name' : 'nik';
    return twice ? [{ field: `participants.${index}.${field}`, code: 'person_twice' }] : [];
  });
  if (errors.length > 0) throw new InvalidInput(errors);
}

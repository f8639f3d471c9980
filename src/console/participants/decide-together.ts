import { Injectable } from '@nestjs/common';
import { ArrayMinSize, ArrayUnique, IsArray, IsUUID } from 'class-validator';
import { TextField, WordField } from '../../http/fields.js';
import type { Actor } from '../../identity/actor.js';
import type { Problem } from '../../kernel/problems.js';
import { AdmitRegistration } from '../../registrations/admit-registration.js';
import { CancelRegistration } from '../../registrations/cancel-registration.js';
import { RegistrationQueries } from '../../registrations/registration.queries.js';
import { admissionDecisions } from '../../registrations/registration.rules.js';
import { attempt } from '../console-forms.js';

export const decisions = [...admissionDecisions, 'cancel'] as const;
export type Decision = (typeof decisions)[number];

export class DecisionBody {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly ids!: string[];

  @WordField(decisions)
  readonly decision!: Decision;

  @TextField({ max: 500, optional: true })
  readonly reason?: string;
}

/** Somebody about whom the decision could not be carried out. */
export interface Undecided {
  readonly name: string;
  readonly problem: Problem;
}

/** One decision about many registrations, each in its own transaction and in the order of the list. */
@Injectable()
export class DecideTogether {
  constructor(
    private readonly admitRegistration: AdmitRegistration,
    private readonly cancelRegistration: CancelRegistration,
    private readonly registrations: RegistrationQueries,
  ) {}

  /** Answers those who stay as they were, with the reason. */
  async run(actor: Actor, { ids, decision, reason }: DecisionBody): Promise<Undecided[]> {
    const undecided: Undecided[] = [];
    for (const id of ids) {
      const done = await attempt(() => this.one(actor, id, decision, reason));
      if ('value' in done) continue;
      const { name } = await this.registrations.one(actor, id);
      undecided.push({ name, problem: done.problem });
    }
    return undecided;
  }

  private one(actor: Actor, id: string, decision: Decision, reason: string | undefined): Promise<void> {
    if (decision === 'cancel') return this.cancelRegistration.byOrganizer(actor, id, reason ?? null);
    return this.admitRegistration.run(actor, id, { decision, ...(reason === undefined ? {} : { reason }) });
  }
}

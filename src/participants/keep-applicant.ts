import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IdentifyParticipant, type PersonDraft } from './identify-participant.js';
import { RecordEnterprise, type EnterpriseDetails } from './record-enterprise.js';

/** A person as drafted by `IdentifyParticipant`, with the enterprise that she stands for. */
export interface Applicant {
  readonly participant: PersonDraft;
  readonly enterprise: EnterpriseDetails | null;
}

export interface KeptApplicant {
  readonly participantId: string;
  readonly enterpriseId: string | null;
}

/** Finds or makes the rows of people and their enterprise. */
@Injectable()
export class KeepApplicant {
  constructor(
    private readonly identify: IdentifyParticipant,
    private readonly enterprises: RecordEnterprise,
  ) {}

  /**
   * Those who come together stand for one enterprise, that of the first. Answers in their order. People come first, as
   * in an erasure, so that neither waits for the other in a circle.
   */
  async run(tx: EntityManager, party: readonly Applicant[]): Promise<KeptApplicant[]> {
    const people: string[] = [];
    for (const { participant } of party) people.push(await this.identify.run(tx, participant));
    const [first] = party;
    const enterpriseId =
      first === undefined || first.enterprise === null
        ? null
        : await this.enterprises.run(tx, first.participant.officeId, first.enterprise);
    return people.map((participantId) => ({ participantId, enterpriseId }));
  }

  /** The participants' ids of many, in their order. */
  people(tx: EntityManager, all: readonly Applicant[]): Promise<string[]> {
    return this.identify.runAll(
      tx,
      all.map(({ participant }) => participant),
    );
  }

  /** The enterprises' ids of many of one office, in their order; null for who stands for none. */
  enterprisesOf(tx: EntityManager, officeId: string, all: readonly Applicant[]): Promise<(string | null)[]> {
    return this.enterprises.runAll(
      tx,
      officeId,
      all.map(({ enterprise }) => enterprise),
    );
  }
}

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
   * Those who come together stand for one enterprise, that of the first. Answers in their order. People come before an
   * enterprise that may be known, as in an erasure, so that neither waits for the other in a circle; a new one waits for
   * nobody, and goes along.
   */
  async run(tx: EntityManager, party: readonly [Applicant, ...Applicant[]]): Promise<KeptApplicant[]> {
    const [first] = party;
    const goesAlong = first.enterprise?.nib === null ? await this.enterpriseOf(tx, first) : null;
    const people = await this.people(tx, party);
    const enterpriseId = goesAlong ?? (await this.enterpriseOf(tx, first));
    return people.map((participantId) => ({ participantId, enterpriseId }));
  }

  private async enterpriseOf(tx: EntityManager, { participant, enterprise }: Applicant): Promise<string | null> {
    return enterprise === null ? null : this.enterprises.run(tx, participant.officeId, enterprise);
  }

  /** The participants' ids of many, in their order. */
  people(tx: EntityManager, all: readonly Applicant[]): Promise<string[]> {
    return this.identify.run(
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

import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { dayIn } from '../kernel/dates.js';
import { InvalidInput } from '../kernel/problems.js';
import type { Batch } from '../programs/batch.entity.js';
import { PartnerContact } from '../programs/partner-contact.entity.js';
import { Partner } from '../programs/partner.entity.js';
import { ProgramPartner } from '../programs/program-partner.entity.js';
import { Session } from '../programs/session.entity.js';
import { wantsReport } from './partner-link.rules.js';
import { PartnerLinks } from './partner-links.js';

export interface Receivers {
  /** Contacts of the chosen partners, whatever they want. */
  readonly asked: number;
  /** Those of them who want this report by mail. */
  readonly contacts: readonly PartnerContact[];
}

/** Who receives a report by mail: the contacts of the program's partners who did not choose otherwise. */
@Injectable()
export class ReportReceivers {
  constructor(
    private readonly clock: Clock,
    private readonly links: PartnerLinks,
  ) {}

  /** Of a report on demand. Throws `InvalidInput` for partners that are not the program's. */
  async onDemand(tx: EntityManager, batch: Batch, partnerIds: readonly string[] | undefined): Promise<Receivers> {
    return this.of(tx, await this.contacts(tx, batch, partnerIds), await this.isOver(tx, batch));
  }

  /** Of the report of a day (YYYY-MM-DD in the batch's zone). */
  async ofDay(tx: EntityManager, batch: Batch, day: string): Promise<Receivers> {
    const sessions = await tx.findBy(Session, { batchId: batch.id });
    const goesOn = sessions.some(({ endsAt }) => dayIn(batch.timeZone, endsAt) > day);
    return this.of(tx, await this.contacts(tx, batch, undefined), !goesOn);
  }

  /** Whether no session of the batch is to come any more: what is reported now is final. */
  async isOver(manager: EntityManager, { id }: Pick<Batch, 'id'>): Promise<boolean> {
    const [held, coming] = await Promise.all([
      manager.existsBy(Session, { batchId: id }),
      manager.existsBy(Session, { batchId: id, endsAt: MoreThan(this.clock.now()) }),
    ]);
    return held && !coming;
  }

  private async of(tx: EntityManager, contacts: readonly PartnerContact[], isFinal: boolean): Promise<Receivers> {
    const frequencyOf = await this.links.frequencies(
      tx,
      contacts.map(({ id }) => id),
    );
    return { asked: contacts.length, contacts: contacts.filter(({ id }) => wantsReport(frequencyOf(id), isFinal)) };
  }

  private async contacts(
    tx: EntityManager,
    batch: Batch,
    partnerIds: readonly string[] | undefined,
  ): Promise<PartnerContact[]> {
    const links = await tx.findBy(ProgramPartner, { programId: batch.programId });
    const own = links.map(({ partnerId }) => partnerId);
    const chosen = partnerIds ?? own;
    if (chosen.some((id) => !own.includes(id))) {
      throw new InvalidInput([{ field: 'partnerIds', code: 'partner_not_found' }]);
    }
    const partners = await tx.findBy(Partner, { id: In([...chosen]), officeId: batch.officeId });
    return tx.find(PartnerContact, {
      where: { partnerId: In(partners.map(({ id }) => id)), retiredAt: IsNull() },
      order: { id: 'ASC' },
    });
  }
}

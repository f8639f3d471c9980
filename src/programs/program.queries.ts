import { Injectable } from '@nestjs/common';
import { In, IsNull, MoreThan } from 'typeorm';
import { Database } from '../database/database.js';
import { pageOf, type Page, type PageQuery } from '../http/paging.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { NotFound } from '../kernel/problems.js';
import { PartnerContact } from './partner-contact.entity.js';
import { Partner } from './partner.entity.js';
import { ProgramPartner } from './program-partner.entity.js';
import { Program } from './program.entity.js';
import {
  partnerJson,
  programJson,
  trainerJson,
  type PartnerView,
  type ProgramView,
  type TrainerView,
} from './program.views.js';
import { Trainer } from './trainer.entity.js';

/** Reads of programs, partners and trainers. Lists begin with the oldest. */
@Injectable()
export class ProgramQueries {
  constructor(private readonly database: Database) {}

  async programs(actor: Actor, page: PageQuery): Promise<Page<ProgramView>> {
    const rows = await this.database.reader.find(Program, this.listed(actor, page));
    const partners = await this.partnersByProgram(rows.map(({ id }) => id));
    return pageOf(rows, page.limit, (program) => programJson(program, partners.get(program.id) ?? []));
  }

  /** Throws `NotFound` for another office's program as for none. */
  async program(actor: Actor, id: string): Promise<ProgramView> {
    requireRole(actor, 'attendant');
    const program = await this.database.reader.findOneBy(Program, { id, officeId: actor.officeId });
    if (program === null) throw new NotFound('program_not_found');
    return programJson(program, (await this.partnersByProgram([id])).get(id) ?? []);
  }

  async partners(actor: Actor, page: PageQuery): Promise<Page<PartnerView>> {
    requireRole(actor, 'organizer');
    const rows = await this.database.reader.find(Partner, this.listed(actor, page));
    const contacts = await this.contactsOf(rows.map(({ id }) => id));
    return pageOf(rows, page.limit, (partner) => partnerJson(partner, contacts));
  }

  async partner(actor: Actor, id: string): Promise<PartnerView> {
    requireRole(actor, 'organizer');
    const partner = await this.database.reader.findOneBy(Partner, { id, officeId: actor.officeId });
    if (partner === null) throw new NotFound('partner_not_found');
    return partnerJson(partner, await this.contactsOf([id]));
  }

  async trainers(actor: Actor, page: PageQuery): Promise<Page<TrainerView>> {
    requireRole(actor, 'organizer');
    return pageOf(await this.database.reader.find(Trainer, this.listed(actor, page)), page.limit, trainerJson);
  }

  async trainer(actor: Actor, id: string): Promise<TrainerView> {
    requireRole(actor, 'organizer');
    const trainer = await this.database.reader.findOneBy(Trainer, { id, officeId: actor.officeId });
    if (trainer === null) throw new NotFound('trainer_not_found');
    return trainerJson(trainer);
  }

  private listed(actor: Actor, { after, limit }: PageQuery) {
    return {
      where: { officeId: actor.officeId, ...(after === undefined ? {} : { id: MoreThan(after) }) },
      order: { id: 'ASC' as const },
      take: limit + 1,
    };
  }

  private contactsOf(partnerIds: readonly string[]): Promise<PartnerContact[]> {
    return this.database.reader.find(PartnerContact, {
      where: { partnerId: In([...partnerIds]), retiredAt: IsNull() },
      order: { id: 'ASC' },
    });
  }

  private async partnersByProgram(programIds: readonly string[]): Promise<Map<string, string[]>> {
    const links = await this.database.reader.findBy(ProgramPartner, { programId: In([...programIds]) });
    const found = new Map<string, string[]>();
    for (const { programId, partnerId } of links) found.set(programId, [...(found.get(programId) ?? []), partnerId]);
    return found;
  }
}

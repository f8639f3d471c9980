import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRow } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { PartnerContact } from './partner-contact.entity.js';
import { Partner } from './partner.entity.js';
import type { PartnerBody, TrainerBody } from './program.dto.js';
import { Trainer } from './trainer.entity.js';

/** Adds the people from outside: partners with their contacts, and trainers. Answers the new row's id. */
@Injectable()
export class CreatePartner {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async run(tx: EntityManager, actor: Actor, { name, kind, contacts }: PartnerBody): Promise<string> {
    requireRole(actor, 'organizer');
    const id = newId();
    await insertRow(tx, Partner, { id, officeId: actor.officeId, name, kind, createdAt: this.clock.now() });
    for (const contact of contacts) {
      const row = { id: newId(), partnerId: id, name: contact.name, email: contact.email, retiredAt: null };
      await insertRow(tx, PartnerContact, row);
    }
    await this.record(tx, actor, 'partner', id);
    return id;
  }

  async trainer(tx: EntityManager, actor: Actor, body: TrainerBody): Promise<string> {
    requireRole(actor, 'organizer');
    const id = newId();
    await insertRow(tx, Trainer, {
      id,
      officeId: actor.officeId,
      name: body.name,
      organization: body.organization ?? null,
      email: body.email ?? null,
      phone: body.phone ?? null,
      createdAt: this.clock.now(),
    });
    await this.record(tx, actor, 'trainer', id);
    return id;
  }

  private async record(tx: EntityManager, actor: Actor, type: string, id: string): Promise<void> {
    await this.audit.record(tx, { officeId: actor.officeId, actor, action: `${type}.created`, subject: { type, id } });
  }
}

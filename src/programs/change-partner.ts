import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertRow, updateRows } from '../database/rows.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { NotFound } from '../kernel/problems.js';
import { PartnerContact } from './partner-contact.entity.js';
import { Partner } from './partner.entity.js';
import type { PartnerBody } from './program.dto.js';

/** Changes a partner and who receives its reports. */
@Injectable()
export class ChangePartner {
  constructor(
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /**
   * Contacts are known by their addresses: one that is no longer among them retires, so that what was sent to it stays
   * known, and comes back with its address. Throws `NotFound` for another office's partner as for none.
   */
  async run(tx: EntityManager, actor: Actor, id: string, { name, kind, contacts }: PartnerBody): Promise<void> {
    requireRole(actor, 'organizer');
    const partner = await tx.findOneBy(Partner, { id, officeId: actor.officeId });
    if (partner === null) throw new NotFound('partner_not_found');
    await updateRows(tx, Partner, { id }, { name, kind });
    const standing = await tx.findBy(PartnerContact, { partnerId: id });
    const before = standing.filter(({ retiredAt }) => retiredAt === null).length;
    const wanted = new Map(contacts.map((contact) => [contact.email.toLowerCase(), contact]));
    for (const contact of standing) {
      const kept = wanted.get(contact.email.toLowerCase());
      wanted.delete(contact.email.toLowerCase());
      const change = kept === undefined ? { retiredAt: this.clock.now() } : { name: kept.name, retiredAt: null };
      await updateRows(tx, PartnerContact, { id: contact.id }, change);
    }
    for (const contact of wanted.values()) {
      const { name: contactName, email } = contact;
      await insertRow(tx, PartnerContact, { id: newId(), partnerId: id, name: contactName, email, retiredAt: null });
    }
    await this.audit.record(tx, {
      ...{ officeId: actor.officeId, actor, action: 'partner.changed', subject: { type: 'partner', id } },
      before: { name: partner.name, kind: partner.kind, contacts: before },
      after: { name, kind, contacts: contacts.length },
    });
  }
}

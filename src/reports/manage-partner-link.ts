import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Audit } from '../identity/audit.js';
import { Clock } from '../kernel/clock.js';
import { NotFound, Refusal } from '../kernel/problems.js';
import { PartnerContact } from '../programs/partner-contact.entity.js';
import { Partner } from '../programs/partner.entity.js';
import type { PartnerLink } from './partner-link.entity.js';
import { renewedLink, type LinkLife } from './partner-link.rules.js';
import { PartnerLinks } from './partner-links.js';

/** The office gives a contact a new link, or takes the link away. */
@Injectable()
export class ManagePartnerLink {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: PartnerLinks,
    private readonly audit: Audit,
  ) {}

  /** Every link given out before ends. Throws `NotFound`, `Refusal('changed_meanwhile')`. */
  renew(actor: Actor, contactId: string): Promise<void> {
    return this.change(actor, contactId, { action: 'link_renewed', next: (link, now) => renewedLink(link, now) });
  }

  /** No link of this contact opens any more, and mails carry none, until it is renewed. Throws as `renew` does. */
  revoke(actor: Actor, contactId: string): Promise<void> {
    const next = (link: PartnerLink, now: Date) => ({ ...renewedLink(link, now), revokedAt: now });
    return this.change(actor, contactId, { action: 'link_revoked', next });
  }

  private async change(
    actor: Actor,
    contactId: string,
    { action, next }: { action: string; next: (link: PartnerLink, now: Date) => LinkLife },
  ): Promise<void> {
    requireRole(actor, 'organizer');
    await this.database.transaction(async (tx) => {
      await contactOfOffice(tx, actor, contactId);
      const link = await this.links.rowOf(tx, actor.officeId, contactId);
      const saved = await this.links.save(tx, link, next(link, this.clock.now()));
      if (!saved) throw new Refusal('changed_meanwhile');
      await this.audit.record(tx, {
        officeId: actor.officeId,
        actor,
        action: `partner_contact.${action}`,
        subject: { type: 'partner_contact', id: contactId },
      });
    });
  }
}

/** Throws `NotFound` for another office's contact as for none. */
export async function contactOfOffice(
  manager: EntityManager,
  { officeId }: Pick<Actor, 'officeId'>,
  contactId: string,
): Promise<{ contact: PartnerContact; partner: Partner }> {
  const contact = await manager.findOneBy(PartnerContact, { id: contactId, retiredAt: IsNull() });
  const partner = contact === null ? null : await manager.findOneBy(Partner, { id: contact.partnerId, officeId });
  if (contact === null || partner === null) throw new NotFound('partner_contact_not_found');
  return { contact, partner };
}

import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { Database } from '../database/database.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Clock } from '../kernel/clock.js';
import { PartnerContact } from '../programs/partner-contact.entity.js';
import { Partner } from '../programs/partner.entity.js';
import { ProgramPartner } from '../programs/program-partner.entity.js';
import { contactOfOffice } from './manage-partner-link.js';
import { PartnerLink } from './partner-link.entity.js';
import { linkState, type LinkState, type ReportFrequency } from './partner-link.rules.js';
import { PartnerLinks } from './partner-links.js';

/** How a contact stands to the reports; the link itself is not in it. */
export interface ContactLinkView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** `unmade` until the first report is mailed or the office makes one. */
  readonly state: LinkState | 'unmade';
  readonly frequency: ReportFrequency;
  /** ISO 8601; null where there is no link. */
  readonly expiresAt: string | null;
}

export interface OneContactLink extends ContactLinkView {
  /** The partner's name. */
  readonly partner: string;
  /** Null for a link that would not open. */
  readonly url: string | null;
}

export interface PartnerLinksView {
  /** Of the partner. */
  readonly id: string;
  readonly name: string;
  readonly contacts: readonly ContactLinkView[];
}

/** What the office sees of the links it gave to partners' contacts. */
@Injectable()
export class PartnerLinkQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: PartnerLinks,
  ) {}

  /** The partners of a program of the actor's office, each with its contacts. */
  async ofProgram(actor: Actor, programId: string): Promise<PartnerLinksView[]> {
    const rows = await this.database.reader.findBy(ProgramPartner, { programId });
    return this.ofPartners(
      actor,
      rows.map(({ partnerId }) => partnerId),
    );
  }

  async ofPartners(actor: Actor, partnerIds: readonly string[]): Promise<PartnerLinksView[]> {
    requireRole(actor, 'organizer');
    const { reader } = this.database;
    const partners = await reader.find(Partner, {
      where: { id: In([...partnerIds]), officeId: actor.officeId },
      order: { id: 'ASC' },
    });
    const contacts = await reader.find(PartnerContact, {
      where: { partnerId: In(partners.map(({ id }) => id)), retiredAt: IsNull() },
      order: { id: 'ASC' },
    });
    const links = await reader.findBy(PartnerLink, { contactId: In(contacts.map(({ id }) => id)) });
    const byContact = new Map(links.map((link) => [link.contactId, link]));
    return partners.map(({ id, name }) => ({
      id,
      name,
      contacts: contacts
        .filter(({ partnerId }) => partnerId === id)
        .map((contact) => this.view(contact, byContact.get(contact.id))),
    }));
  }

  /** One contact, with the link to hand on where it would open. Throws `NotFound`. */
  async contact(actor: Actor, id: string): Promise<OneContactLink> {
    requireRole(actor, 'organizer');
    const { reader } = this.database;
    const { contact, partner } = await contactOfOffice(reader, actor, id);
    const link = await reader.findOneBy(PartnerLink, { contactId: id });
    const url = link === null ? null : this.links.url(link);
    return { ...this.view(contact, link ?? undefined), partner: partner.name, url };
  }

  private view({ id, name, email }: PartnerContact, link: PartnerLink | undefined): ContactLinkView {
    if (link === undefined) return { id, name, email, state: 'unmade', frequency: 'daily', expiresAt: null };
    const state = linkState(link, this.clock.now());
    return { id, name, email, state, frequency: link.frequency, expiresAt: link.expiresAt.toISOString() };
  }
}

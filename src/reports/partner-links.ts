import { Injectable } from '@nestjs/common';
import { In, IsNull, type EntityManager } from 'typeorm';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { insertIfNew, updateRows } from '../database/rows.js';
import { Clock } from '../kernel/clock.js';
import { Keyring } from '../kernel/keyring.js';
import { NotFound } from '../kernel/problems.js';
import { PartnerContact } from '../programs/partner-contact.entity.js';
import { PartnerLink } from './partner-link.entity.js';
import { linkForMail, linkState, type LinkLife, type ReportFrequency } from './partner-link.rules.js';

/** Who opened a live link. */
export interface PartnerAccess {
  readonly token: string;
  readonly link: PartnerLink;
  readonly contact: PartnerContact;
}

/** The secrets by which partners' contacts see their reports: derived from the row, stored nowhere. */
@Injectable()
export class PartnerLinks {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
    private readonly settings: Settings,
  ) {}

  /** The contact's row, made when there is none: mailed every day, with a link of which nobody knows yet. */
  async rowOf(tx: EntityManager, officeId: string, contactId: string): Promise<PartnerLink> {
    const life = linkForMail(null, this.clock.now());
    await insertIfNew(tx, PartnerLink, { contactId, officeId, ...life, frequency: 'daily' });
    return tx.findOneByOrFail(PartnerLink, { contactId, officeId });
  }

  /** Makes the contact's link fit for a mail that is about to be enqueued; one that was revoked stays so. */
  async prepare(tx: EntityManager, officeId: string, contactId: string): Promise<void> {
    const link = await this.rowOf(tx, officeId, contactId);
    await this.save(tx, link, linkForMail(link, this.clock.now()));
  }

  /** Compare-and-set on the version. False when somebody else changed the link meanwhile. */
  async save(tx: EntityManager, { contactId, tokenVersion }: PartnerLink, life: LinkLife): Promise<boolean> {
    const { expiresAt, revokedAt } = life;
    const change = { tokenVersion: life.tokenVersion, expiresAt, revokedAt };
    return (await updateRows(tx, PartnerLink, { contactId, tokenVersion }, change)) === 1;
  }

  /** How often each contact wants to be mailed; whoever never chose is mailed every day. */
  async frequencies(
    manager: EntityManager,
    contactIds: readonly string[],
  ): Promise<(contactId: string) => ReportFrequency> {
    const links = await manager.findBy(PartnerLink, { contactId: In([...contactIds]) });
    const chosen = new Map(links.map(({ contactId, frequency }) => [contactId, frequency]));
    return (contactId) => chosen.get(contactId) ?? 'daily';
  }

  /** Where the contact sees the reports; null for a link that would not open. */
  url(link: PartnerLink, path = ''): string | null {
    if (linkState(link, this.clock.now()) !== 'live') return null;
    const token = this.keyring.token('partner_report', link.contactId, link.tokenVersion);
    return `${this.settings.publicUrl}/mitra/${token}${path}`;
  }

  /**
   * Whom a link belongs to. Throws `NotFound('partner_link_invalid')` alike for one that has expired, that was revoked or
   * replaced, and that was never made here.
   */
  async open(manager: EntityManager, token: string): Promise<PartnerAccess> {
    const named = this.keyring.readToken(token);
    const link = named === null ? null : await manager.findOneBy(PartnerLink, { contactId: named.id });
    if (link === null || !this.keyring.verifyToken('partner_report', token, link.tokenVersion)) {
      throw new NotFound('partner_link_invalid');
    }
    if (linkState(link, this.clock.now()) !== 'live') throw new NotFound('partner_link_invalid');
    const contact = await manager.findOneBy(PartnerContact, { id: link.contactId, retiredAt: IsNull() });
    if (contact === null) throw new NotFound('partner_link_invalid');
    return { token, link, contact };
  }

  read(token: string): Promise<PartnerAccess> {
    return this.open(this.database.reader, token);
  }
}

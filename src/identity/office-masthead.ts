import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Masthead, type MastheadOffice } from '../http/masthead.js';
import { OfficeLogo } from './office-logo.entity.js';
import { Office } from './office.entity.js';

/** Puts the first office on the pages that belong to no office in particular. */
@Injectable()
export class OfficeMasthead implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly masthead: Masthead,
  ) {}

  onModuleInit(): void {
    this.masthead.readBy(() => this.first());
  }

  private async first(): Promise<MastheadOffice | null> {
    const [office] = await this.database.reader.find(Office, { order: { id: 'ASC' }, take: 1 });
    if (office === undefined) return null;
    const { id, name, parentName, address, provinceCode, email, phone } = office;
    const contact = [email, phone].filter((way) => way !== null).join(' · ');
    return {
      id,
      logo: await this.logo(id),
      name,
      parentName,
      address,
      provinceCode,
      contact: contact === '' ? null : contact,
    };
  }

  /** A new picture has a new address, so that no browser shows the old one. */
  private async logo(officeId: string): Promise<string> {
    const logo = await this.database.reader.findOne(OfficeLogo, { where: { officeId }, select: { hash: true } });
    return logo === null ? '/assets/mark.svg' : `/logo?v=${logo.hash.slice(0, 12)}`;
  }
}

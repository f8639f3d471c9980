import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Masthead, type MastheadOffice } from '../http/masthead.js';
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
    const { name, parentName, address, provinceCode, email, phone } = office;
    const contact = [email, phone].filter((way) => way !== null).join(' · ');
    return { name, parentName, address, provinceCode, contact: contact === '' ? null : contact };
  }
}

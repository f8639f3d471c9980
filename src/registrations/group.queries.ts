import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { NotFound } from '../kernel/problems.js';
import { PublicBatches } from '../programs/public-batches.js';
import { positionOf } from './position.js';
import { RegistrationLinks } from './registration-links.js';
import { Registration } from './registration.entity.js';
import {
  registeredJson,
  type GroupRegisteredView,
  type OwnGroupView,
  type RegisteredView,
} from './registration.views.js';

/** Reads of those who were registered together, for whoever registered them. */
@Injectable()
export class GroupQueries {
  constructor(
    private readonly database: Database,
    private readonly links: RegistrationLinks,
    private readonly publicBatches: PublicBatches,
  ) {}

  /** The answer to whoever has just registered them. */
  async registered(id: string): Promise<GroupRegisteredView> {
    const registrations = (await this.members(id)).map(({ view }) => view);
    return { id, groupUrl: this.links.groupUrl(id), registrations };
  }

  /** Throws `NotFound` for a token that opens nothing. */
  async own(token: string): Promise<OwnGroupView> {
    const members = await this.members(this.links.groupOf(token));
    const [first] = members;
    if (first === undefined) throw new NotFound('registration_not_found');
    return {
      batch: await this.publicBatches.one(first.row.batchId),
      registrations: members.map(({ row, view }) => ({ ...view, name: row.name })),
    };
  }

  private async members(groupId: string): Promise<{ row: Registration; view: RegisteredView }[]> {
    const { reader } = this.database;
    const rows = await reader.find(Registration, { where: { groupId }, order: { sequence: 'ASC' } });
    const members = [];
    for (const row of rows) {
      const position = await positionOf(reader, row);
      members.push({ row, view: registeredJson(row, position, this.links.manageUrl(row)) });
    }
    return members;
  }
}

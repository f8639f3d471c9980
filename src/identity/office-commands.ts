import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { Database } from '../database/database.js';
import { fieldErrors } from '../http/validation.js';
import { InvalidInput, NotFound } from '../kernel/problems.js';
import { OfficeChangeBody, UserBody } from './identity.dto.js';
import { ManageOffice, officeJson, type OfficeView } from './manage-office.js';
import { ManageUsers } from './manage-users.js';
import { Office } from './office.entity.js';
import { userJson, type UserView } from './user.queries.js';
import { User } from './user.entity.js';

/** What the command line may do in the office of this installation; input is read by the rules of the API. */
@Injectable()
export class OfficeCommands {
  constructor(
    private readonly database: Database,
    private readonly users: ManageUsers,
    private readonly office: ManageOffice,
  ) {}

  /** Answers the link by which the new user sets a password. */
  async addUser(given: object): Promise<string> {
    const body = await checked(UserBody, given);
    const manager = await this.manager();
    const id = await this.database.transaction((tx) => this.users.add(tx, manager, body));
    return (await this.users.currentLink(manager, id)) ?? '';
  }

  async listUsers(): Promise<UserView[]> {
    const { officeId } = await this.manager();
    const users = await this.database.reader.find(User, { where: { officeId }, order: { id: 'ASC' } });
    return users.map(userJson);
  }

  async passwordLink(email: string): Promise<string> {
    return this.users.link(await this.manager(), await this.idOf(email));
  }

  async setDisabled(email: string, disabled: boolean): Promise<void> {
    await this.users.change(await this.manager(), await this.idOf(email), { disabled });
  }

  async showOffice(): Promise<OfficeView> {
    return officeJson(await this.database.reader.findOneByOrFail(Office, { id: (await this.manager()).officeId }));
  }

  async setOffice(field: string, value: string): Promise<void> {
    await this.office.apply(await this.manager(), await checked(OfficeChangeBody, { [field]: value }));
  }

  private async manager(): Promise<{ officeId: string; userId: null }> {
    const [office] = await this.database.reader.find(Office, { order: { id: 'ASC' }, take: 1 });
    if (office === undefined) throw new Error('There is no office yet: start the server once.');
    return { officeId: office.id, userId: null };
  }

  private async idOf(email: string): Promise<string> {
    const user = await this.database.reader.findOneBy(User, { email: email.toLowerCase() });
    if (user === null) throw new NotFound('user_not_found');
    return user.id;
  }
}

async function checked<T extends object>(form: new () => T, given: object): Promise<T> {
  const body = plainToInstance(form, given);
  const errors = fieldErrors(await validate(body, { whitelist: true, forbidNonWhitelisted: true }));
  if (errors.length > 0) throw new InvalidInput(errors);
  return body;
}

import { Body, Controller, Get, Headers, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Creation } from '../http/creation.js';
import { IdParam } from '../http/id-param.js';
import { PageQuery, type Page } from '../http/paging.js';
import { CurrentActor, requireRole, type Actor } from './actor.js';
import { UserBody, UserChangeBody } from './identity.dto.js';
import { ManageUsers } from './manage-users.js';
import { UserQueries, type UserView } from './user.queries.js';

@ApiTags('identity')
@ApiBearerAuth()
@Controller('api/v1/users')
export class UsersController {
  constructor(
    private readonly creation: Creation,
    private readonly users: ManageUsers,
    private readonly queries: UserQueries,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor, @Query() page: PageQuery): Promise<Page<UserView>> {
    return this.queries.list(actor, page);
  }

  /** The answer holds the link by which the new user sets a password; null once a repeated request finds it used. */
  @Post()
  async add(
    @CurrentActor() actor: Actor,
    @Body() body: UserBody,
    @Headers('idempotency-key') key?: string,
  ): Promise<UserView & { passwordLink: string | null }> {
    requireRole(actor, 'administrator');
    const request = { route: 'POST /users', caller: actor.userId, key, body };
    const id = await this.creation.run(request, (tx) => this.users.add(tx, actor, body));
    return { ...(await this.queries.one(actor, id)), passwordLink: await this.users.currentLink(actor, id) };
  }

  @Patch(':id')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Body() body: UserChangeBody,
  ): Promise<UserView> {
    requireRole(actor, 'administrator');
    await this.users.change(actor, id, body);
    return this.queries.one(actor, id);
  }

  /** A fresh link to set the password; earlier ones end. */
  @Post(':id/password-links')
  async link(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<{ passwordLink: string }> {
    requireRole(actor, 'administrator');
    return { passwordLink: await this.users.link(actor, id) };
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IdParam } from '../http/id-param.js';
import { PageQuery, type Page } from '../http/paging.js';
import { Public } from '../http/public.js';
import { bearerToken } from './access.guard.js';
import { CurrentActor, requireRole, type Actor } from './actor.js';
import { EndSessions } from './end-sessions.js';
import { CredentialsBody, OfficeChangeBody, UserBody, UserChangeBody } from './identity.dto.js';
import { ManageOffice, type OfficeView } from './manage-office.js';
import { ManageUsers } from './manage-users.js';
import { SignIn } from './sign-in.js';
import { UserQueries, type UserView } from './user.queries.js';

@ApiTags('identity')
@Controller('api/v1')
export class IdentityController {
  constructor(
    private readonly signIn: SignIn,
    private readonly ending: EndSessions,
    private readonly users: ManageUsers,
    private readonly userQueries: UserQueries,
    private readonly office: ManageOffice,
  ) {}

  /** Signs in for twelve hours. */
  @Public()
  @Post('tokens')
  async open(
    @Req() request: FastifyRequest,
    @Body() body: CredentialsBody,
  ): Promise<{ token: string; expiresAt: string }> {
    const { token, expiresAt } = await this.signIn.run(body, request.ip, 'bearer');
    return { token, expiresAt: expiresAt.toISOString() };
  }

  @ApiBearerAuth()
  @Delete('tokens/current')
  @HttpCode(204)
  async close(@Req() request: FastifyRequest): Promise<void> {
    await this.ending.own(bearerToken(request) ?? '');
  }

  @ApiBearerAuth()
  @Get('me')
  me(@CurrentActor() actor: Actor): Promise<UserView> {
    return this.userQueries.one(actor, actor.userId);
  }

  @ApiBearerAuth()
  @Get('office')
  showOffice(@CurrentActor() actor: Actor): Promise<OfficeView> {
    return this.office.show(actor);
  }

  @ApiBearerAuth()
  @Patch('office')
  changeOffice(@CurrentActor() actor: Actor, @Body() body: OfficeChangeBody): Promise<OfficeView> {
    return this.office.change(actor, body);
  }

  @ApiBearerAuth()
  @Get('users')
  list(@CurrentActor() actor: Actor, @Query() page: PageQuery): Promise<Page<UserView>> {
    return this.userQueries.list(actor, page);
  }

  /** The answer holds the one link by which the new user sets a password. */
  @ApiBearerAuth()
  @Post('users')
  async add(@CurrentActor() actor: Actor, @Body() body: UserBody): Promise<UserView & { passwordLink: string }> {
    requireRole(actor, 'administrator');
    const { id, link } = await this.users.add(actor, body);
    return { ...(await this.userQueries.one(actor, id)), passwordLink: link };
  }

  @ApiBearerAuth()
  @Patch('users/:id')
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Body() body: UserChangeBody,
  ): Promise<UserView> {
    requireRole(actor, 'administrator');
    await this.users.change(actor, id, body);
    return this.userQueries.one(actor, id);
  }

  @ApiBearerAuth()
  @Post('users/:id/password-links')
  async link(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<{ passwordLink: string }> {
    requireRole(actor, 'administrator');
    return { passwordLink: await this.users.link(actor, id) };
  }
}

import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../http/public.js';
import { bearerToken } from './access.guard.js';
import { CurrentActor, type Actor } from './actor.js';
import { EndSessions } from './end-sessions.js';
import { CredentialsBody, OfficeChangeBody } from './identity.dto.js';
import { ManageOffice, type OfficeView } from './manage-office.js';
import { SignIn } from './sign-in.js';
import { UserQueries, type UserView } from './user.queries.js';

@ApiTags('identity')
@Controller('api/v1')
export class IdentityController {
  constructor(
    private readonly signIn: SignIn,
    private readonly ending: EndSessions,
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
}

import { Body, Controller, Get, Headers, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IdParam } from '../http/id-param.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import { GroupRegistrationBody } from './group-registration.dto.js';
import { GroupQueries } from './group.queries.js';
import { RegisterGroup } from './register-group.js';
import type { GroupRegisteredView, OwnGroupView } from './registration.views.js';

@ApiTags('registrations')
@Public()
@Controller('api/v1/public')
export class GroupRegistrationsController {
  constructor(
    private readonly registerGroup: RegisterGroup,
    private readonly groups: GroupQueries,
  ) {}

  /** Several people of one cooperative in one go: all are confirmed, or all wait together, or none is registered. */
  @ApiBody({ type: GroupRegistrationBody })
  @Post('batches/:id/group-registrations')
  async register(
    @Param('id', IdParam) batchId: string,
    @Body() raw: unknown,
    @Req() { ip }: FastifyRequest,
    @ReaderLocale() locale: Locale,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<GroupRegisteredView> {
    const id = await this.registerGroup.run(batchId, raw, { from: { address: ip }, locale, idempotencyKey });
    return this.groups.registered(id);
  }

  /** By the token at the end of `groupUrl`. */
  @Get('group-registrations/:token')
  show(@Param('token') token: string): Promise<OwnGroupView> {
    return this.groups.own(token);
  }
}

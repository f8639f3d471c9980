import { Body, Controller, Get, Headers, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IdParam } from '../http/id-param.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import { CancelRegistration } from './cancel-registration.js';
import { FindAgain } from './find-again.js';
import { RegisterParticipant } from './register-participant.js';
import { LookupBody, RegistrationBody } from './registration.dto.js';
import { RegistrationQueries } from './registration.queries.js';
import type { OwnRegistrationView, RegisteredView } from './registration.views.js';

@ApiTags('registrations')
@Public()
@Controller('api/v1/public')
export class PublicRegistrationsController {
  constructor(
    private readonly registerParticipant: RegisterParticipant,
    private readonly cancelRegistration: CancelRegistration,
    private readonly findAgain: FindAgain,
    private readonly queries: RegistrationQueries,
  ) {}

  @ApiBody({ type: RegistrationBody })
  @Post('batches/:id/registrations')
  async register(
    @Param('id', IdParam) batchId: string,
    @Body() raw: unknown,
    @Req() { ip }: FastifyRequest,
    @ReaderLocale() locale: Locale,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<RegisteredView> {
    const made = await this.registerParticipant.run(batchId, raw, { from: { address: ip }, locale, idempotencyKey });
    return this.queries.registered(made);
  }

  @Get('registrations/:token')
  show(@Param('token') token: string): Promise<OwnRegistrationView> {
    return this.queries.own(token);
  }

  @Post('registrations/:token/cancellation')
  @HttpCode(200)
  async cancel(@Param('token') token: string): Promise<OwnRegistrationView> {
    await this.cancelRegistration.byLink(token);
    return this.queries.own(token);
  }

  @Post('registration-lookups')
  @HttpCode(200)
  async lookUp(@Body() body: LookupBody, @Req() { ip }: FastifyRequest): Promise<{ manageUrl: string }> {
    return { manageUrl: await this.findAgain.run(body, ip) };
  }
}

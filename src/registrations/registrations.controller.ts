import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiTags } from '@nestjs/swagger';
import { IdParam } from '../http/id-param.js';
import type { Page } from '../http/paging.js';
import { ReaderLocale } from '../http/request-locale.js';
import { CurrentActor, type Actor } from '../identity/actor.js';
import type { Locale } from '../kernel/locale.js';
import { AdmitRegistration } from './admit-registration.js';
import { CancelRegistration } from './cancel-registration.js';
import { DiscloseNik } from './disclose-nik.js';
import { RegisterParticipant } from './register-participant.js';
import { AdmissionBody, CancellationBody, RegistrationListQuery, StaffRegistrationBody } from './registration.dto.js';
import { RegistrationQueries } from './registration.queries.js';
import type { ListedRegistrationView, RegisteredView, RegistrationView } from './registration.views.js';

type StaffView = RegistrationView | ListedRegistrationView;

@ApiTags('registrations')
@ApiBearerAuth()
@Controller('api/v1')
export class RegistrationsController {
  constructor(
    private readonly registerParticipant: RegisterParticipant,
    private readonly admitRegistration: AdmitRegistration,
    private readonly cancelRegistration: CancelRegistration,
    private readonly discloseNik: DiscloseNik,
    private readonly queries: RegistrationQueries,
  ) {}

  @ApiBody({ type: StaffRegistrationBody })
  @Post('batches/:id/registrations')
  async register(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) batchId: string,
    @Body() raw: unknown,
    @ReaderLocale() locale: Locale,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<RegisteredView> {
    const made = await this.registerParticipant.run(batchId, raw, { from: { actor }, locale, idempotencyKey });
    return this.queries.registered(made);
  }

  @Get('batches/:id/registrations')
  list(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) batchId: string,
    @Query() query: RegistrationListQuery,
  ): Promise<Page<StaffView>> {
    return this.queries.list(actor, batchId, query);
  }

  @Get('registrations/:id')
  one(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<StaffView> {
    return this.queries.one(actor, id);
  }

  @Post('registrations/:id/admission')
  @HttpCode(200)
  async admit(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Body() body: AdmissionBody,
  ): Promise<StaffView> {
    await this.admitRegistration.run(actor, id, body);
    return this.queries.one(actor, id);
  }

  @Post('registrations/:id/cancellation')
  @HttpCode(200)
  async cancel(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Body() body: CancellationBody = {},
  ): Promise<StaffView> {
    await this.cancelRegistration.byOrganizer(actor, id, body.reason ?? null);
    return this.queries.one(actor, id);
  }

  @Post('registrations/:id/nik-disclosures')
  async disclose(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<{ nik: string }> {
    return { nik: await this.discloseNik.run(actor, id) };
  }
}

import { Body, Controller, Delete, Get, Header, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { IdParam } from '../../http/id-param.js';
import { PageQuery, type Page } from '../../http/paging.js';
import { CurrentActor, type Actor } from '../../identity/actor.js';
import { AllowSelfCheckIn } from './allow-self-check-in.js';
import { ReleasePhone } from './release-phone.js';
import { SelfCheckInBody } from './self-check-in.dto.js';
import { SelfCheckInQueries } from './self-check-in.queries.js';
import type { PhoneView, ScreenView } from './self-check-in.views.js';

@ApiTags('attendance')
@ApiBearerAuth()
@Controller('api/v1')
export class SelfCheckInController {
  constructor(
    private readonly queries: SelfCheckInQueries,
    private readonly allowing: AllowSelfCheckIn,
    private readonly releasing: ReleasePhone,
  ) {}

  @Get('batches/:id/self-check-in')
  async standing(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<SelfCheckInBody> {
    return { allowed: await this.queries.allowed(actor, id) };
  }

  /** For organizers. Off until it is allowed. */
  @Put('batches/:id/self-check-in')
  async allow(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Body() { allowed }: SelfCheckInBody,
  ): Promise<SelfCheckInBody> {
    await this.allowing.run(actor, id, allowed);
    return { allowed };
  }

  /** For a screen: the code of these 20 seconds, to be asked for again at `changesAt`. */
  @Get('sessions/:id/check-in-code')
  @Header('cache-control', 'no-store')
  screen(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<ScreenView> {
    return this.queries.screen(actor, id);
  }

  /** Registrants who have checked in with their own phone. */
  @Get('batches/:id/check-in-phones')
  phones(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Query() page: PageQuery,
  ): Promise<Page<PhoneView>> {
    return this.queries.phones(actor, id, page);
  }

  /** Lets the registrant check in with another phone. */
  @Delete('registrations/:id/check-in-phone')
  @HttpCode(204)
  release(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<void> {
    return this.releasing.run(actor, id);
  }
}

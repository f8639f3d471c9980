import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { IdParam } from '../http/id-param.js';
import { CurrentActor, type Actor } from '../identity/actor.js';
import { ManagePartnerLink } from './manage-partner-link.js';
import { PartnerLinkQueries, type OneContactLink } from './partner-link.queries.js';

/** A contact's link to the live reports. */
@ApiTags('reports')
@ApiBearerAuth()
@Controller('api/v1/partner-contacts/:id/report-link')
export class PartnerLinksController {
  constructor(
    private readonly queries: PartnerLinkQueries,
    private readonly managing: ManagePartnerLink,
  ) {}

  @Get()
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<OneContactLink> {
    return this.queries.contact(actor, id);
  }

  /** Every earlier link of the contact ends. */
  @Post('renewal')
  @HttpCode(200)
  async renew(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<OneContactLink> {
    await this.managing.renew(actor, id);
    return this.queries.contact(actor, id);
  }

  /** No link of the contact opens until it is renewed. */
  @Post('revocation')
  @HttpCode(200)
  async revoke(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<OneContactLink> {
    await this.managing.revoke(actor, id);
    return this.queries.contact(actor, id);
  }
}

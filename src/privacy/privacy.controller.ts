import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { IdParam } from '../http/id-param.js';
import { CurrentActor, type Actor } from '../identity/actor.js';
import { ErasePerson } from './erase-person.js';
import { ErasureBody } from './erasure.dto.js';
import { ExportPerson, type PersonalData } from './export-person.js';
import { RetentionBody } from './retention.dto.js';
import { RetentionRules } from './retention-rules.js';

@ApiTags('privacy')
@ApiBearerAuth()
@Controller('api/v1')
export class PrivacyController {
  constructor(
    private readonly exportPerson: ExportPerson,
    private readonly erasePerson: ErasePerson,
    private readonly retention: RetentionRules,
  ) {}

  /** Everything kept of whom this registration names. */
  @Post('registrations/:id/personal-data-exports')
  export(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<PersonalData> {
    return this.exportPerson.run(actor, id);
  }

  /** Makes the person whom this registration names anonymous, in all of the office's registrations. */
  @Post('registrations/:id/erasure')
  @HttpCode(204)
  erase(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Body() body: ErasureBody): Promise<void> {
    return this.erasePerson.byAdministrator(actor, id, body.cause);
  }

  @Get('office/retention')
  showRetention(@CurrentActor() actor: Actor): Promise<{ readonly months: number | null }> {
    return this.retention.show(actor);
  }

  @Put('office/retention')
  async changeRetention(
    @CurrentActor() actor: Actor,
    @Body() body: RetentionBody,
  ): Promise<{ readonly months: number | null }> {
    await this.retention.change(actor, body);
    return this.retention.show(actor);
  }
}

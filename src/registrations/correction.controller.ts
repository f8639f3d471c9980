import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import { CorrectRegistration } from './correct-registration.js';
import { CorrectionBody } from './correction.dto.js';
import { OwnDetails, type OwnDetailsView } from './own-details.js';

@ApiTags('registrations')
@Public()
@Controller('api/v1/public/registrations/:token/details')
export class CorrectionController {
  constructor(
    private readonly correcting: CorrectRegistration,
    private readonly own: OwnDetails,
  ) {}

  @Get()
  async show(@Param('token') token: string): Promise<OwnDetailsView> {
    return (await this.own.byLink(token)).details;
  }

  /** All that may be corrected, as it shall be, until registration closes; the NIK stays as it is. */
  @ApiBody({ type: CorrectionBody })
  @Put()
  async correct(
    @Param('token') token: string,
    @Body() raw: unknown,
    @ReaderLocale() locale: Locale,
  ): Promise<OwnDetailsView> {
    await this.correcting.byLink(token, raw, locale);
    return (await this.own.byLink(token)).details;
  }
}

import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Masthead } from '../http/masthead.js';
import { Messages } from '../http/messages.js';
import { Pages } from '../http/pages.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import { InvalidInput, type FieldError, type Problem } from '../kernel/problems.js';
import { CorrectRegistration } from './correct-registration.js';
import { correctionBodyOf, correctionPlans, typedOf } from './correction-form.js';
import { FormPage, isFailure, statusOf } from './form-page.js';
import { OwnDetails } from './own-details.js';
import { textsOf, type Typed } from './registration-form.js';

interface Outcome {
  readonly typed?: Typed;
  readonly faults?: readonly FieldError[];
  readonly failure?: Problem;
}

/** The form on which a registrant corrects what she told, by her own link. */
@Public()
@ApiExcludeController()
@Controller('pendaftaran/:token/data')
export class CorrectionPages {
  constructor(
    private readonly pages: Pages,
    private readonly messages: Messages,
    private readonly masthead: Masthead,
    private readonly own: OwnDetails,
    private readonly correcting: CorrectRegistration,
  ) {}

  @Get()
  async form(@Param('token') token: string, @ReaderLocale() locale: Locale, @Res() reply: FastifyReply): Promise<void> {
    await this.show(reply, token, locale, {});
  }

  @Post()
  async correct(
    @Param('token') token: string,
    @Body() sent: Record<string, unknown> | undefined,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = textsOf(sent ?? {});
    const { details } = await this.own.byLink(token);
    try {
      await this.correcting.byLink(token, correctionBodyOf(typed, details), locale);
      await reply.redirect(`/pendaftaran/${token}?done=corrected`, 303);
    } catch (error) {
      if (error instanceof InvalidInput) await this.show(reply, token, locale, { typed, faults: error.errors });
      else if (isFailure(error)) await this.show(reply, token, locale, { typed, failure: error });
      else throw error;
    }
  }

  private async show(
    reply: FastifyReply,
    token: string,
    locale: Locale,
    { typed, faults = [], failure }: Outcome,
  ): Promise<void> {
    const { details, batch } = await this.own.byLink(token);
    const form = new FormPage(this.messages, locale);
    const homeProvince = (await this.masthead.office())?.provinceCode ?? '';
    const plans = correctionPlans({ ...batch, homeProvince }, details, (key) => form.text(key));
    const path = `/pendaftaran/${token}/data`;
    const view = {
      path,
      title: form.text('public:correct'),
      description: null,
      action: path,
      backHref: `/pendaftaran/${token}`,
      correctable: details.correctable,
      fields: form.fields(plans, typed ?? typedOf(details), faults),
      failure: form.failure(failure),
      errors: form.errors(plans, faults, () => form.text('public:correct')),
    };
    await this.pages.send(reply, 'correct', locale, view, statusOf(faults, failure));
  }
}

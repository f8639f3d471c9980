import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { formField } from '../http/form-fields.js';
import { Messages } from '../http/messages.js';
import { Pages } from '../http/pages.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import { NotFound, TooMany, type Problem } from '../kernel/problems.js';
import { FindAgain } from './find-again.js';
import { textsOf, type Typed } from './registration-form.js';

const statuses = { found: 200, failed: 404, tooMany: 429 } as const;

/** Finding one's registration again: one answer for every failure. */
@Public()
@ApiExcludeController()
@Controller('pendaftaran')
export class FindRegistrationPages {
  constructor(
    private readonly pages: Pages,
    private readonly messages: Messages,
    private readonly findAgain: FindAgain,
  ) {}

  @Get()
  async form(@ReaderLocale() locale: Locale, @Res() reply: FastifyReply): Promise<void> {
    await this.show(reply, locale, {}, null);
  }

  @Post()
  async find(
    @Body() sent: Record<string, unknown> | undefined,
    @Req() { ip }: FastifyRequest,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = textsOf(sent ?? {});
    const { code = '', phoneLast4 = '' } = typed;
    try {
      const url = await this.findAgain.run({ code: code.trim(), phoneLast4: phoneLast4.trim() }, ip);
      await reply.redirect(new URL(url).pathname, 303);
    } catch (error) {
      if (!(error instanceof NotFound) && !(error instanceof TooMany)) throw error;
      await this.show(reply, locale, typed, error);
    }
  }

  private async show(reply: FastifyReply, locale: Locale, typed: Typed, failure: Problem | null): Promise<void> {
    const text = (key: string) => this.messages.text(locale, `pages:${key}`);
    const code = {
      name: 'code',
      label: text('f_code'),
      hint: text('f_code_hint'),
      autocomplete: 'off',
      required: true,
    };
    const digits = {
      name: 'phoneLast4',
      label: text('f_last4'),
      inputmode: 'numeric',
      autocomplete: 'off',
      required: true,
    };
    const view = {
      path: '/pendaftaran',
      title: text('find'),
      description: null,
      failure: failure === null ? null : this.messages.error(locale, failure.code, failure.params),
      fields: [code, digits].map((plan) => formField(plan, typed[plan.name] ?? '', null)),
    };
    const status = failure === null ? statuses.found : failure instanceof TooMany ? statuses.tooMany : statuses.failed;
    await this.pages.send(reply, 'find-registration', locale, view, status);
  }
}

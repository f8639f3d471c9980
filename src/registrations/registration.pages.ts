import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FieldPlan } from '../http/form-fields.js';
import { IdParam } from '../http/id-param.js';
import { Masthead } from '../http/masthead.js';
import { Messages } from '../http/messages.js';
import { Pages } from '../http/pages.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import type { FieldError, Problem } from '../kernel/problems.js';
import type { PublicBatchDetail } from '../programs/public-batch.views.js';
import { PublicBatches } from '../programs/public-batches.js';
import { FormPage, isFailure, statusOf } from './form-page.js';
import { RegisterByForm } from './register-by-form.js';
import { firstStep, secondStep, textsOf, type Asking, type Typed } from './registration-form.js';

interface Shown {
  readonly batch: PublicBatchDetail & Asking;
  readonly locale: Locale;
  readonly step: 1 | 2;
  readonly typed: Typed;
  readonly faults: readonly FieldError[];
  /** Why a form without faults was not taken. */
  readonly failure?: Problem;
}

/** The registration form: two screens that work without a script and hand on to the API's own use case. */
@Public()
@ApiExcludeController()
@Controller('kegiatan/:id/daftar')
export class RegistrationPages {
  constructor(
    private readonly pages: Pages,
    private readonly messages: Messages,
    private readonly masthead: Masthead,
    private readonly batches: PublicBatches,
    private readonly registering: RegisterByForm,
  ) {}

  @Get()
  async form(
    @Param('id', IdParam) id: string,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const batch = await this.batch(id);
    if (batch.registrationState !== 'open') {
      await reply.redirect(`/kegiatan/${id}`, 303);
      return;
    }
    await this.show(reply, { batch, locale, step: 1, typed: { key: randomUUID() }, faults: [] });
  }

  @Post()
  async submit(
    @Param('id', IdParam) id: string,
    @Body() sent: Record<string, unknown> | undefined,
    @Req() { ip }: FastifyRequest,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = textsOf(sent ?? {});
    const batch = await this.batch(id);
    const show = (step: 1 | 2, faults: readonly FieldError[]) =>
      this.show(reply, { batch, locale, step, typed, faults });
    const entrance = { from: { address: ip }, locale, idempotencyKey: typed.key };
    const faults = await this.registering.faults(id, typed, entrance);
    const first = faults.filter(({ field }) => this.namesOf(firstStep(batch, this.texts(locale))).has(field));
    if (typed.go === 'back') await show(1, []);
    else if (first.length > 0) await show(1, first);
    else if (typed.step !== '2') await show(2, []);
    else if (faults.length > 0) await show(2, faults);
    else await this.send(reply, { batch, locale, step: 2, typed, faults }, ip);
  }

  /** Registers, or shows the filled-in form again with the reason why not. */
  private async send(reply: FastifyReply, shown: Shown, address: string): Promise<void> {
    const { batch, locale, typed } = shown;
    try {
      const entrance = { from: { address }, locale, idempotencyKey: typed.key };
      await reply.redirect(await this.registering.run(batch.id, typed, entrance), 303);
    } catch (error) {
      if (!isFailure(error)) throw error;
      await this.show(reply, { ...shown, failure: error });
    }
  }

  private async batch(id: string): Promise<PublicBatchDetail & Asking> {
    const office = await this.masthead.office();
    return { ...(await this.batches.one(id)), homeProvince: office?.provinceCode ?? '' };
  }

  private async show(reply: FastifyReply, shown: Shown): Promise<void> {
    const { batch, locale, step, typed, faults } = shown;
    const form = new FormPage(this.messages, locale);
    const text = (key: string) => form.text(key);
    const plans = step === 1 ? firstStep(batch, text) : secondStep(batch, typed.who, text);
    const names = this.namesOf(plans);
    const carried = Object.entries({ ...typed, step: String(step) }).filter(
      ([name]) => !names.has(name) && name !== 'go' && name !== 'consent',
    );
    const view = {
      path: `/kegiatan/${batch.id}/daftar`,
      title: `${text('register_title')}: ${batch.program.title}`,
      description: null,
      heading: text('register_title'),
      eventTitle: batch.program.title,
      eventHref: `/kegiatan/${batch.id}`,
      togetherHref: step === 1 ? `/kegiatan/${batch.id}/daftar-bersama` : null,
      action: `/kegiatan/${batch.id}/daftar`,
      isFirst: step === 1,
      submit: text(step === 1 ? 'continue' : 'send'),
      hidden: carried.map(([name, value]) => ({ name, value })),
      fields: form.fields(plans, typed, faults),
      failure: form.failure(shown.failure),
      errors: form.errors(plans, faults, () => text('privacy')),
      consent: step === 1 ? null : await this.consent(shown, form),
      draft: form.draft(),
    };
    await this.pages.send(reply, 'registration-form', locale, view, statusOf(faults, shown.failure));
  }

  private async consent({ batch, locale, faults }: Shown, form: FormPage) {
    const error = form.sentence(faults.find(({ field }) => field === 'consent'));
    return {
      notice: await this.registering.notice(batch.id, locale),
      statement: form.text('consent:statement'),
      error,
    };
  }

  private texts(locale: Locale) {
    return (key: string): string => this.messages.text(locale, `pages:${key}`);
  }

  private namesOf(plans: readonly FieldPlan[]): ReadonlySet<string> {
    return new Set(plans.map(({ name }) => name));
  }
}

import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { formField, type FieldPlan } from '../http/form-fields.js';
import { IdParam } from '../http/id-param.js';
import { Messages } from '../http/messages.js';
import { Pages } from '../http/pages.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import type { FieldError } from '../kernel/problems.js';
import type { PublicBatchDetail } from '../programs/public-batch.views.js';
import { PublicBatches } from '../programs/public-batches.js';
import { PrepareEnrolment } from './prepare-enrolment.js';
import { RegisterByForm } from './register-by-form.js';
import { bodyOf, facingTheForm, firstStep, secondStep, textsOf, type Typed } from './registration-form.js';

interface Shown {
  readonly batch: PublicBatchDetail;
  readonly locale: Locale;
  readonly step: 1 | 2;
  readonly typed: Typed;
  readonly faults: readonly FieldError[];
}

/** The registration form: two screens that work without a script and hand on to the API's own use case. */
@Public()
@ApiExcludeController()
@Controller('kegiatan/:id/daftar')
export class RegistrationPages {
  constructor(
    private readonly pages: Pages,
    private readonly messages: Messages,
    private readonly batches: PublicBatches,
    private readonly prepare: PrepareEnrolment,
    private readonly registering: RegisterByForm,
  ) {}

  @Get()
  async form(
    @Param('id', IdParam) id: string,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const batch = await this.batches.one(id);
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
    const batch = await this.batches.one(id);
    const show = (step: 1 | 2, faults: readonly FieldError[]) =>
      this.show(reply, { batch, locale, step, typed, faults });
    const entrance = { from: { address: ip }, locale, idempotencyKey: typed.key };
    const faults = facingTheForm(await this.prepare.faults(id, bodyOf(typed), entrance), typed);
    const first = faults.filter(({ field }) => this.namesOf(firstStep(batch, this.texts(locale))).has(field));
    if (typed.go === 'back') await show(1, []);
    else if (first.length > 0) await show(1, first);
    else if (typed.step !== '2') await show(2, []);
    else if (faults.length > 0) await show(2, faults);
    else await reply.redirect(await this.registering.run(id, typed, entrance), 303);
  }

  private async show(reply: FastifyReply, { batch, locale, step, typed, faults }: Shown): Promise<void> {
    const text = this.texts(locale);
    const plans = step === 1 ? firstStep(batch, text) : secondStep(batch, typed.who, text);
    const names = this.namesOf(plans);
    const error = (field: string) =>
      this.sentence(
        locale,
        faults.find((fault) => fault.field === field),
      );
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
      action: `/kegiatan/${batch.id}/daftar`,
      isFirst: step === 1,
      submit: text(step === 1 ? 'continue' : 'send'),
      hidden: carried.map(([name, value]) => ({ name, value })),
      fields: plans.map((plan) => formField(plan, typed[plan.name] ?? '', error(plan.name))),
      errors: faults.map((fault) => this.summary(locale, plans, fault)),
      consent: step === 1 ? null : await this.consent(batch, locale, error('consent')),
    };
    await this.pages.send(reply, 'registration-form', locale, view, faults.length > 0 ? 422 : 200);
  }

  private async consent({ id }: PublicBatchDetail, locale: Locale, error: string | null) {
    const statement = this.messages.text(locale, 'consent:statement');
    return { notice: await this.prepare.notice(id, locale), statement, error };
  }

  private summary(locale: Locale, plans: readonly FieldPlan[], fault: FieldError) {
    const label = plans.find(({ name }) => name === fault.field)?.label ?? this.messages.text(locale, 'pages:privacy');
    return { id: fault.field.replaceAll('.', '-'), label, text: this.sentence(locale, fault) ?? '' };
  }

  private sentence(locale: Locale, fault: FieldError | undefined): string | null {
    return fault === undefined ? null : this.messages.error(locale, fault.code, fault.params);
  }

  private texts(locale: Locale) {
    return (key: string): string => this.messages.text(locale, `pages:${key}`);
  }

  private namesOf(plans: readonly FieldPlan[]): ReadonlySet<string> {
    return new Set(plans.map(({ name }) => name));
  }
}

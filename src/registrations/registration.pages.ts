import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { formField, type FieldPlan } from '../http/form-fields.js';
import { IdParam } from '../http/id-param.js';
import { Masthead } from '../http/masthead.js';
import { Messages } from '../http/messages.js';
import { Pages } from '../http/pages.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import { Busy, InvalidInput, Refusal, TooMany, type FieldError, type Problem } from '../kernel/problems.js';
import type { PublicBatchDetail } from '../programs/public-batch.views.js';
import { PublicBatches } from '../programs/public-batches.js';
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

const keyField = 'Idempotency-Key';

/** What somebody can do something about with the filled-in form at hand. */
function isFailure(error: unknown): error is Problem {
  const known = error instanceof Refusal || error instanceof TooMany || error instanceof Busy;
  return known || (error instanceof InvalidInput && error.errors.some(({ field }) => field === keyField));
}

function statusOf({ faults, failure }: Shown): number {
  if (failure instanceof TooMany) return 429;
  if (failure instanceof Busy) return 503;
  if (failure !== undefined) return 409;
  return faults.length > 0 ? 422 : 200;
}

/** As the fields stand on the screen; what is no field, the consent, stands last. */
function inOrder(faults: readonly FieldError[], plans: readonly FieldPlan[]): FieldError[] {
  const names = plans.map(({ name }) => name);
  const place = ({ field }: FieldError) => (names.includes(field) ? names.indexOf(field) : names.length);
  return [...faults].sort((a, b) => place(a) - place(b));
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
      failure: this.failure(locale, shown),
      errors: inOrder(faults, plans).map((fault) => this.summary(locale, plans, fault)),
      consent: step === 1 ? null : await this.consent(batch, locale, error('consent')),
    };
    await this.pages.send(reply, 'registration-form', locale, view, statusOf(shown));
  }

  /** A form that was changed after it was taken is told as what it is: a registration that exists. */
  private failure(locale: Locale, { failure }: Shown): string | null {
    if (failure === undefined) return null;
    const code = failure instanceof InvalidInput ? 'already_registered' : failure.code;
    return this.messages.error(locale, code, failure.params);
  }

  private async consent({ id }: PublicBatchDetail, locale: Locale, error: string | null) {
    const statement = this.messages.text(locale, 'consent:statement');
    return { notice: await this.registering.notice(id, locale), statement, error };
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

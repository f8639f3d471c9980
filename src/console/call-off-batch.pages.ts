import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { sendForeignHtml } from '../http/foreign-html.js';
import { IdParam } from '../http/id-param.js';
import { UnreadableCiphertext } from '../kernel/keyring.js';
import { locales, type Locale } from '../kernel/locale.js';
import { NotFound, type Problem } from '../kernel/problems.js';
import { CancelBatch } from '../registrations/cancel-batch.js';
import { PreviewCancellation } from '../registrations/preview-cancellation.js';
import { BatchCancellationBody } from '../registrations/registration.dto.js';
import { BatchFrame, batchHref } from './batch-frame.js';
import { attempt, readBody, typedOf, type Typed } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { Visitor, type Visit } from './visit.js';

/** Calls a batch off: the reason first, then the mail to everybody as it would go, then the deed. */
@ApiExcludeController()
@Controller('console/angkatan/:id/batal')
export class CallOffBatchPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly preview: PreviewCancellation,
    private readonly cancelBatch: CancelBatch,
  ) {}

  @Get()
  async ask(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.askReason(visit, id, {}, null);
  }

  /** Nothing is done yet: the mail is shown, with the reason in it. */
  @Post('pratinjau')
  async show(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const typed = typedOf(sent);
    const { program } = await this.frame.batch(visit, id);
    const read = await attempt(() => readBody(BatchCancellationBody, { reason: typed.reason }));
    if ('problem' in read) {
      await this.askReason(visit, id, typed, read.problem);
      return;
    }
    const { reason } = read.value;
    const { mailed, unmailed } = await this.preview.audience(visit.actor, id);
    await this.pages.show(visit, 'call-off', {
      ...this.head(visit, id, program.title, 2),
      reason,
      action: batchHref(id, '/batal'),
      mailed: this.text(visit, mailed === 0 ? 'call_off_nobody' : 'call_off_mailed', { count: mailed }),
      unmailed: unmailed === 0 ? null : this.text(visit, 'call_off_unmailed', { count: unmailed }),
      mails: mailed === 0 ? [] : await this.mails(visit, id, reason),
    });
  }

  @Get('email/:locale')
  async html(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('locale') language: string,
  ): Promise<void> {
    await this.frame.batch(visit, id);
    const locale = locales.find((one) => one === language);
    if (locale === undefined) throw new NotFound('not_found');
    const mail = await this.preview.mail(visit.actor, id, { reason: this.reasonIn(visit, id), locale });
    if (mail === null) throw new NotFound('not_found');
    await sendForeignHtml(visit.reply, mail.html);
  }

  @Post()
  async cancel(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const typed = typedOf(sent);
    const cancelled = await attempt(async () => {
      const { reason } = await readBody(BatchCancellationBody, { reason: typed.reason });
      await this.cancelBatch.run(visit.actor, id, reason);
    });
    if ('problem' in cancelled) await this.askReason(visit, id, typed, cancelled.problem);
    else await visit.reply.redirect(`${batchHref(id)}?done=batch_cancelled`, 303);
  }

  private async askReason(visit: Visit, id: string, typed: Typed, problem: Problem | null): Promise<void> {
    const { program } = await this.frame.batch(visit, id);
    const plans = [
      {
        name: 'reason',
        label: this.pages.text(visit, 'f_cancel_reason'),
        hint: this.pages.text(visit, 'f_cancel_reason_hint'),
        required: true,
        multiline: true,
      },
    ];
    const view = { ...this.head(visit, id, program.title, 1), action: batchHref(id, '/batal/pratinjau') };
    const submit = this.text(visit, 'call_off_next');
    await this.pages.form(visit, view, { plans, typed, problem, submit }, 'call-off-reason');
  }

  private head(visit: Visit, id: string, title: string, step: 1 | 2) {
    return {
      section: 'programs' as const,
      path: batchHref(id, '/batal'),
      backHref: batchHref(id),
      title: this.pages.text(visit, 'cancel_title'),
      lead: title,
      steps: ([1, 2] as const).map((number) => ({
        text: this.text(visit, `call_off_step_${number}`),
        current: number === step,
      })),
    };
  }

  private async mails(visit: Visit, id: string, reason: string) {
    const sealed = encodeURIComponent(this.preview.seal(visit.actor, id, reason));
    const shown = async (locale: Locale) => {
      const mail = await this.preview.mail(visit.actor, id, { reason, locale });
      return {
        title: this.text(visit, `call_off_language_${locale}`),
        to: mail?.to.name ?? '',
        subject: mail?.subject ?? '',
        text: mail?.text ?? '',
        htmlHref: batchHref(id, `/batal/email/${locale}?isi=${sealed}`),
      };
    };
    return Promise.all(locales.map(shown));
  }

  private reasonIn({ actor, query }: Visit, id: string): string {
    try {
      return this.preview.unseal(actor, id, query.isi ?? '');
    } catch (error) {
      if (error instanceof UnreadableCiphertext) throw new NotFound('not_found');
      throw error;
    }
  }

  private text(visit: Visit, key: string, params: Readonly<Record<string, number>> = {}): string {
    return this.pages.text(visit, `messages:${key}`, params);
  }
}

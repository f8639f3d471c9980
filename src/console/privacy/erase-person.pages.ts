import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { formField } from '../../http/form-fields.js';
import { IdParam } from '../../http/id-param.js';
import { InvalidInput, NotFound, type Problem } from '../../kernel/problems.js';
import { ErasePerson } from '../../privacy/erase-person.js';
import { ErasureBody, erasureCauses } from '../../privacy/erasure.dto.js';
import { PreviewErasure, type PlannedErasure } from '../../privacy/preview-erasure.js';
import type { RegistrationView } from '../../registrations/registration.views.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, readBody, statusOf, typedOf, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { RegistrationOfBatch } from '../participants/registration-of-batch.js';
import { Visitor, type Visit } from '../visit.js';

const stillRegistered = { code: 'erasure_while_registered' };

interface Asked {
  readonly typed: Typed;
  readonly problem: Problem | null;
}

/** Makes a person anonymous: first what goes and what stays, then, with the cause, the deed. */
@ApiExcludeController()
@Controller('console/angkatan/:id/peserta/:registrationId/hapus')
export class ErasePersonPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly registrations: RegistrationOfBatch,
    private readonly preview: PreviewErasure,
    private readonly erasePerson: ErasePerson,
  ) {}

  @Get()
  async ask(
    @Visitor('administrator') visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('registrationId', IdParam) registrationId: string,
  ): Promise<void> {
    const registration = await this.registrations.one(visit, id, registrationId);
    await this.show(visit, id, registration, { typed: {}, problem: null });
  }

  /** Sent twice, it leads to where the first one led. */
  @Post()
  async erase(
    @Visitor('administrator') visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('registrationId', IdParam) registrationId: string,
    @Body() sent: unknown,
  ): Promise<void> {
    const typed = typedOf(sent);
    const registration = await this.registrations.one(visit, id, registrationId);
    const erased = await attempt(() => this.once(visit, registrationId, typed));
    if ('problem' in erased) await this.show(visit, id, registration, { typed, problem: erased.problem });
    else await visit.reply.redirect(`${batchHref(id, `/peserta/${registrationId}`)}?done=privacy.erased`, 303);
  }

  private async once({ actor }: Visit, registrationId: string, typed: Typed): Promise<void> {
    const { cause } = await readBody(ErasureBody, { cause: typed.cause });
    try {
      await this.erasePerson.byAdministrator(actor, registrationId, cause);
    } catch (error) {
      if (!(error instanceof NotFound) || error.code !== 'participant_erased') throw error;
    }
  }

  private async show(
    visit: Visit,
    batchId: string,
    { id, name, code }: RegistrationView,
    { typed, problem }: Asked,
  ): Promise<void> {
    const batch = await this.frame.batch(visit, batchId);
    const planned = await this.preview.run(visit.actor, id);
    const backHref = batchHref(batchId, `/peserta/${id}`);
    const path = `${backHref}/hapus`;
    const view = {
      ...{ backHref, person: { name, code } },
      failure: problem instanceof InvalidInput ? null : this.pages.failure(visit, problem),
      note: planned.takesPart && problem === null ? this.pages.error(visit, stillRegistered) : null,
      reach: this.reach(visit, planned),
      goes: ['person', 'contact', 'enterprise', 'mails'].map((word) => this.text(visit, `goes_${word}`)),
      stays: ['figures', 'certificates', 'reports', 'trail'].map((word) => this.text(visit, `stays_${word}`)),
      action: planned.takesPart ? null : path,
      ...this.cause(visit, typed, problem),
    };
    await this.frame.show(visit, batch, 'erasure', { tab: 'participants', status: statusOf(problem), path, view });
  }

  private reach(visit: Visit, { registrations, certificates }: PlannedErasure): string {
    return [
      this.text(visit, 'erase_registrations', { count: registrations }),
      this.text(visit, 'erase_certificates', { count: certificates }),
    ].join(' ');
  }

  private cause(visit: Visit, { cause = '' }: Typed, problem: Problem | null) {
    const label = this.text(visit, 'f_cause');
    const choices = erasureCauses.map((word): [string, string] => [word, this.text(visit, `cause_${word}`)]);
    const fault = problem instanceof InvalidInput ? problem.errors[0] : undefined;
    const error = fault === undefined ? null : this.pages.error(visit, fault);
    return {
      field: formField({ name: 'cause', label, choices, required: true }, cause, error),
      errors: error === null ? [] : [{ id: 'cause', label, text: error }],
    };
  }

  private text(visit: Visit, key: string, params: Readonly<Record<string, number>> = {}): string {
    return this.pages.text(visit, `privacy:${key}`, params);
  }
}

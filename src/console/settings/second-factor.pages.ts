import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { qrAddress } from '../../documents/qr.js';
import { formField, type FieldPlan } from '../../http/form-fields.js';
import { ManageSecondFactor, type NewFactor } from '../../identity/manage-second-factor.js';
import type { Problem } from '../../kernel/problems.js';
import { attempt, statusOf, typedOf } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { settingsTabs } from '../settings-tabs.js';
import { Visitor, type Visit } from '../visit.js';

const path = '/console/keamanan';

interface Shown {
  readonly begun?: NewFactor;
  /** Codes for the paper, on this one answer. */
  readonly codes?: readonly string[];
  readonly problem?: Problem | null;
}

/** Whether the reader is asked for a code of the phone at sign-in. */
@ApiExcludeController()
@Controller('console/keamanan')
export class SecondFactorPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly factor: ManageSecondFactor,
  ) {}

  @Get()
  async open(@Visitor() visit: Visit): Promise<void> {
    await this.show(visit, {});
  }

  /** The secret is on this one answer alone; a new try makes a new one. */
  @Post('mulai')
  async begin(@Visitor() visit: Visit): Promise<void> {
    const begun = await attempt(() => this.factor.begin(visit.actor));
    await this.show(visit, 'problem' in begun ? begun : { begun: begun.value });
  }

  @Post('aktifkan')
  async confirm(@Visitor() visit: Visit, @Body() sent: unknown): Promise<void> {
    const confirmed = await attempt(() => this.factor.confirm(visit.actor, typedOf(sent).code ?? ''));
    await this.show(visit, 'problem' in confirmed ? confirmed : { codes: confirmed.value });
  }

  @Post('matikan')
  async end(@Visitor() visit: Visit, @Body() sent: unknown): Promise<void> {
    const ended = await attempt(() => this.factor.end(visit.actor, typedOf(sent).code ?? ''));
    if ('problem' in ended) await this.show(visit, ended);
    else await visit.reply.redirect(`${path}?done=saved`, 303);
  }

  private async show(visit: Visit, { begun, codes, problem = null }: Shown): Promise<void> {
    const on = await this.factor.isOn(visit.actor);
    const view = {
      ...{ section: 'settings' as const, path, title: this.pages.text(visit, 'settings:tab_second_factor') },
      tabs: settingsTabs(visit, this.pages, 'second_factor'),
      state: this.pages.text(visit, `settings:second_factor_${on ? 'on' : 'off'}`),
      failure: this.pages.failure(visit, problem),
      codes: codes ?? null,
      begun: begun === undefined ? null : { secret: begun.secret, picture: qrAddress(begun.uri) },
      beginAction: on || begun !== undefined ? null : `${path}/mulai`,
      ...this.form(visit, on, codes === undefined && (on || begun !== undefined || problem !== null)),
    };
    await this.pages.show(visit, 'second-factor', view, statusOf(problem));
  }

  /** In which the code is entered that turns it on or off. */
  private form(visit: Visit, on: boolean, asked: boolean) {
    const [word, submit] = on ? ['matikan', 'turn_off'] : ['aktifkan', 'confirm'];
    return {
      action: `${path}/${word}`,
      submit: this.pages.text(visit, `settings:second_factor_${submit}`),
      field: asked ? formField(this.code(visit), '', null) : null,
    };
  }

  private code(visit: Visit): FieldPlan {
    return { name: 'code', label: this.pages.text(visit, 'identity:code'), required: true };
  }
}

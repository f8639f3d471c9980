import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FieldPlan } from '../../http/form-fields.js';
import type { Problem } from '../../kernel/problems.js';
import { RetentionBody } from '../../privacy/retention.dto.js';
import { Retention } from '../../privacy/retention.js';
import { RetentionRules } from '../../privacy/retention-rules.js';
import { attempt, numberIn, readBody, typedOf, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { settingsTabs } from '../settings-tabs.js';
import { Visitor, type Visit } from '../visit.js';

const path = '/console/pengaturan/masa-simpan';

interface Shown {
  readonly typed: Typed;
  readonly problem?: Problem;
  /** People whom the rule would reach this very night, when that has not been agreed to yet. */
  readonly due?: number;
}

/** After how long an office makes anonymous whom it has nothing to do with any more. */
@ApiExcludeController()
@Controller('console/pengaturan/masa-simpan')
export class RetentionPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly rules: RetentionRules,
    private readonly retention: Retention,
  ) {}

  @Get()
  async edit(@Visitor('administrator') visit: Visit): Promise<void> {
    const { months } = await this.rules.show(visit.actor);
    await this.show(visit, { typed: { months: months === null ? '' : String(months) } });
  }

  /** A rule that reaches somebody at once is asked about once more, with their number. */
  @Post()
  async change(@Visitor('administrator') visit: Visit, @Body() sent: unknown): Promise<void> {
    const typed = typedOf(sent);
    const read = await attempt(() => readBody(RetentionBody, { months: numberIn(typed.months) ?? null }));
    if ('problem' in read) {
      await this.show(visit, { typed, problem: read.problem });
      return;
    }
    const { months } = read.value;
    const due = months === null ? 0 : await this.retention.due(visit.actor.officeId, months);
    if (due > 0 && typed.sure !== typed.months) {
      await this.show(visit, { typed, due });
      return;
    }
    await this.rules.change(visit.actor, { months });
    await visit.reply.redirect(`${path}?done=saved`, 303);
  }

  private async show(visit: Visit, { typed, problem, due }: Shown): Promise<void> {
    const text = (key: string, params = {}) => this.pages.text(visit, `privacy:${key}`, params);
    const { months } = await this.rules.show(visit.actor);
    const view = {
      ...{ section: 'settings' as const, path, backHref: '/console/pengaturan' },
      title: this.pages.text(visit, 'section_settings'),
      lead: text('retention_lead'),
      tabs: settingsTabs(visit, this.pages, 'retention'),
      state: months === null ? text('retention_off') : text('retention_on', { count: months }),
      question: due === undefined ? null : text('retention_due', { count: due }),
      sure: due === undefined ? null : typed.months,
    };
    const plan: FieldPlan = {
      name: 'months',
      label: text('f_months'),
      hint: text('f_months_hint'),
      inputmode: 'numeric',
    };
    const agreed = due === undefined ? {} : { submit: text('retention_agree'), danger: true };
    const filled = { plans: [plan], typed, problem: problem ?? null, ...agreed };
    await this.pages.form(visit, view, filled, 'retention');
  }
}

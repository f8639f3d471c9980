import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { certificateNumber } from '../certificates/certificate.rules.js';
import type { FieldPlan } from '../http/form-fields.js';
import { OfficeChangeBody } from '../identity/identity.dto.js';
import { ManageOffice, type OfficeView } from '../identity/manage-office.js';
import type { Problem } from '../kernel/problems.js';
import { attempt, readChange, typedOf, type Typed } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { NextNumber } from './next-number.js';
import { settingsTabs } from './settings-tabs.js';
import { Visitor, type Visit } from './visit.js';

const base = '/console/pengaturan';

const printed = ['name', 'parentName', 'address', 'city'] as const;
const reached = ['email', 'phone'] as const;
const fields = [...printed, ...reached, 'certificateNumberPattern'] as const;
const optional: ReadonlySet<string> = new Set(['email', 'phone']);

/** What the office prints on its papers, and who works with the system. */
@ApiExcludeController()
@Controller('console/pengaturan')
export class SettingsPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly office: ManageOffice,
    private readonly numbers: NextNumber,
  ) {}

  @Get()
  async overview(@Visitor('administrator') visit: Visit): Promise<void> {
    const office = await this.office.show(visit.actor);
    const parts = await this.numbers.parts(visit.actor);
    await this.pages.show(visit, 'settings', {
      section: 'settings',
      path: base,
      title: this.pages.text(visit, 'section_settings'),
      facts: fields.map((field) => ({
        label: this.pages.text(visit, `f_office_${field}`),
        value: office[field] ?? '–',
      })),
      tabs: settingsTabs(visit, this.pages, 'office'),
      nextNumber: certificateNumber(office.certificateNumberPattern, parts),
    });
  }

  @Get('kantor')
  async edit(@Visitor('administrator') visit: Visit): Promise<void> {
    await this.show(visit, typedFrom(await this.office.show(visit.actor)), null);
  }

  @Post('kantor')
  async change(@Visitor('administrator') visit: Visit, @Body() sent: unknown): Promise<void> {
    const typed = typedOf(sent);
    const changed = await attempt(async () => {
      await this.office.change(
        visit.actor,
        await readChange(OfficeChangeBody, typed, { plans: this.plans(visit), typed }),
      );
    });
    if ('problem' in changed) await this.show(visit, typed, changed.problem);
    else await visit.reply.redirect(`${base}?done=saved`, 303);
  }

  private async show(visit: Visit, typed: Typed, problem: Problem | null): Promise<void> {
    const title = this.pages.text(visit, 'office_edit');
    const lead = this.pages.text(visit, 'office_lead');
    const parts = await this.numbers.parts(visit.actor);
    const preview = certificateNumber(typed.certificateNumberPattern ?? '', parts);
    const view = {
      ...{ section: 'settings' as const, path: `${base}/kantor`, backHref: base, title, lead },
      ...{
        preview,
        parts: { ...parts, kind: parts.kind.toUpperCase(), sequence: String(parts.sequence).padStart(3, '0') },
      },
    };
    await this.pages.form(visit, view, { plans: this.plans(visit), typed, problem }, 'office');
  }

  private plans(visit: Visit): FieldPlan[] {
    const hint = { certificateNumberPattern: this.pages.text(visit, 'f_office_pattern_hint') };
    return fields.map((name) => ({
      name,
      label: this.pages.text(visit, `f_office_${name}`),
      required: !optional.has(name),
      ...(name in hint ? { hint: hint.certificateNumberPattern } : {}),
      ...(name === 'email' ? { type: 'email', inputmode: 'email' } : {}),
    }));
  }
}

function typedFrom(office: OfficeView): Typed {
  return Object.fromEntries(fields.map((field) => [field, office[field] ?? '']));
}

import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FieldPlan } from '../http/form-fields.js';
import { OfficeChangeBody } from '../identity/identity.dto.js';
import { ManageOffice, type OfficeView } from '../identity/manage-office.js';
import { UserQueries, type UserView } from '../identity/user.queries.js';
import type { Problem } from '../kernel/problems.js';
import { attempt, readChange, typedOf, type Typed } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { pageIn, Visitor, type Visit } from './visit.js';

const base = '/console/pengaturan';
const perPage = 100;

const printed = ['name', 'parentName', 'address', 'city'] as const;
const reached = ['email', 'phone'] as const;
const signed = ['signatoryTitle', 'signatoryName', 'signatoryNip', 'certificateNumberPattern'] as const;
const fields = [...printed, ...reached, ...signed];
const optional: ReadonlySet<string> = new Set(['email', 'phone', 'signatoryNip']);

/** What the office prints on its papers, and who works with the system. */
@ApiExcludeController()
@Controller('console/pengaturan')
export class SettingsPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly office: ManageOffice,
    private readonly users: UserQueries,
  ) {}

  @Get()
  async overview(@Visitor('administrator') visit: Visit): Promise<void> {
    const office = await this.office.show(visit.actor);
    const { items, next } = await this.users.list(visit.actor, pageIn(visit, perPage));
    await this.pages.show(visit, 'settings', {
      section: 'settings',
      path: base,
      title: this.pages.text(visit, 'section_settings'),
      facts: fields.map((field) => ({
        label: this.pages.text(visit, `f_office_${field}`),
        value: office[field] ?? '–',
      })),
      users: items.map((user) => this.line(visit, user)),
      next: next === null ? null : `${base}?after=${next}`,
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
    const view = { section: 'settings', path: `${base}/kantor`, backHref: base, title, lead } as const;
    await this.pages.form(visit, view, { plans: this.plans(visit), typed, problem });
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

  private line(visit: Visit, { id, name, email, role, active, disabledAt }: UserView) {
    const state = disabledAt === null ? (active ? 'active' : 'invited') : 'disabled';
    return {
      href: `${base}/pengguna/${id}`,
      ...{ name, email },
      role: this.pages.text(visit, `role_${role}`),
      state: this.pages.text(visit, `user_${state}`),
      badge: { active: '', invited: 'badge-waiting', disabled: 'badge-closed' }[state],
    };
  }
}

function typedFrom(office: OfficeView): Typed {
  return Object.fromEntries(fields.map((field) => [field, office[field] ?? '']));
}

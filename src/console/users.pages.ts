import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { Creation } from '../http/creation.js';
import type { FieldPlan } from '../http/form-fields.js';
import { IdParam } from '../http/id-param.js';
import { UserBody, UserChangeBody } from '../identity/identity.dto.js';
import { ManageUsers } from '../identity/manage-users.js';
import { userRoles } from '../identity/user.entity.js';
import { UserQueries, type UserView } from '../identity/user.queries.js';
import type { Problem } from '../kernel/problems.js';
import { attempt, readBody, readChange, typedOf, type Attempt, type Typed } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { settingsTabs } from './settings-tabs.js';
import { pageIn, Visitor, type Visit } from './visit.js';

const base = '/console/pengaturan/pengguna';
const perPage = 100;

/** Who works with the system: added with a link to set a password, changed, shut out and let in again. */
@ApiExcludeController()
@Controller('console/pengaturan/pengguna')
export class UsersPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly creation: Creation,
    private readonly users: ManageUsers,
    private readonly queries: UserQueries,
  ) {}

  @Get()
  async list(@Visitor('administrator') visit: Visit): Promise<void> {
    const { items, next } = await this.queries.list(visit.actor, pageIn(visit, perPage));
    await this.pages.show(visit, 'users', {
      section: 'settings',
      path: base,
      title: this.pages.text(visit, 'section_settings'),
      tabs: settingsTabs(visit, this.pages, 'users'),
      users: items.map((user) => this.line(visit, user)),
      next: next === null ? null : `${base}?after=${next}`,
    });
  }

  @Get('baru')
  async plan(@Visitor('administrator') visit: Visit): Promise<void> {
    await this.showNew(visit, { key: randomUUID() }, null);
  }

  @Post('baru')
  async add(@Visitor('administrator') visit: Visit, @Body() sent: unknown): Promise<void> {
    const { actor, reply } = visit;
    const { key, ...typed } = typedOf(sent);
    const added = await attempt(async () => {
      const body = await readBody(UserBody, typed);
      const request = { route: 'console user', caller: actor.userId, key, body };
      return this.creation.run(request, (tx) => this.users.add(tx, actor, body));
    });
    if ('problem' in added) await this.showNew(visit, { ...typed, key: key ?? '' }, added.problem);
    else await reply.redirect(`${base}/${added.value}?done=user_added`, 303);
  }

  @Get(':id')
  async one(@Visitor('administrator') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const { name, role } = await this.queries.one(visit.actor, id);
    await this.showOne(visit, id, { name, role }, null);
  }

  @Post(':id')
  async change(
    @Visitor('administrator') visit: Visit,
    @Param('id', IdParam) id: string,
    @Body() sent: unknown,
  ): Promise<void> {
    const typed = typedOf(sent);
    const changed = await attempt(async () => {
      const body = await readChange(
        UserChangeBody,
        { name: typed.name, role: typed.role },
        { plans: this.plans(visit), typed },
      );
      await this.users.change(visit.actor, id, body);
    });
    await this.answer(visit, id, typed, changed);
  }

  /** A new link ends the one before. */
  @Post(':id/tautan')
  async link(@Visitor('administrator') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.users.link(visit.actor, id);
    await visit.reply.redirect(`${base}/${id}?done=link_made`, 303);
  }

  @Post(':id/nonaktif')
  async disable(@Visitor('administrator') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.set(visit, id, true);
  }

  @Post(':id/aktif')
  async enable(@Visitor('administrator') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.set(visit, id, false);
  }

  private async set(visit: Visit, id: string, disabled: boolean): Promise<void> {
    const { name, role } = await this.queries.one(visit.actor, id);
    const changed = await attempt(() => this.users.change(visit.actor, id, { disabled }));
    await this.answer(visit, id, { name, role }, changed);
  }

  private async answer(visit: Visit, id: string, typed: Typed, changed: Attempt<void>): Promise<void> {
    if ('problem' in changed) await this.showOne(visit, id, typed, changed.problem);
    else await visit.reply.redirect(`${base}/${id}?done=saved`, 303);
  }

  private async showNew(visit: Visit, typed: Typed, problem: Problem | null): Promise<void> {
    const title = this.pages.text(visit, 'user_new');
    const lead = this.pages.text(visit, 'user_lead');
    const email: FieldPlan = {
      name: 'email',
      label: this.pages.text(visit, 'f_email'),
      type: 'email',
      inputmode: 'email',
      required: true,
    };
    const view = { section: 'settings', path: `${base}/baru`, backHref: base, title, lead } as const;
    await this.pages.form(visit, view, { plans: [email, ...this.plans(visit)], typed, problem });
  }

  private async showOne(visit: Visit, id: string, typed: Typed, problem: Problem | null): Promise<void> {
    const { email, name, disabledAt } = await this.queries.one(visit.actor, id);
    const path = `${base}/${id}`;
    const view = {
      section: 'settings' as const,
      path,
      title: name,
      lead: email,
      backHref: base,
      link: disabledAt === null ? await this.users.currentLink(visit.actor, id) : null,
      linkAction: disabledAt === null ? `${path}/tautan` : null,
      disableAction: disabledAt === null ? `${path}/nonaktif` : null,
      enableAction: disabledAt === null ? null : `${path}/aktif`,
    };
    await this.pages.form(visit, view, { plans: this.plans(visit), typed, problem }, 'user');
  }

  private line(visit: Visit, { id, name, email, role, active, disabledAt }: UserView) {
    const state = disabledAt === null ? (active ? 'active' : 'invited') : 'disabled';
    return {
      href: `${base}/${id}`,
      ...{ name, email },
      role: this.pages.text(visit, `role_${role}`),
      state: this.pages.text(visit, `user_${state}`),
      badge: { active: '', invited: 'badge-waiting', disabled: 'badge-closed' }[state],
    };
  }

  private plans(visit: Visit): FieldPlan[] {
    const roles = userRoles.map((role): [string, string] => [role, this.pages.text(visit, `role_hint_${role}`)]);
    return [
      { name: 'name', label: this.pages.text(visit, 'f_person'), required: true },
      { name: 'role', label: this.pages.text(visit, 'f_role'), choices: roles, required: true },
    ];
  }
}

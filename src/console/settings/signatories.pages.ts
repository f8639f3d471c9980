import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { Creation } from '../../http/creation.js';
import type { FieldPlan } from '../../http/form-fields.js';
import { IdParam } from '../../http/id-param.js';
import { ManageSignatories, type SignatoryView } from '../../identity/manage-signatories.js';
import { SignatoryBody } from '../../identity/signatory.dto.js';
import { formatNip } from '../../kernel/nip.js';
import { NotFound, type Problem } from '../../kernel/problems.js';
import { attempt, readBody, statusOf, typedOf, type Attempt, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { settingsTabs } from '../settings-tabs.js';
import { Visitor, type Visit } from '../visit.js';

const base = '/console/pengaturan/penanda-tangan';
/** The default of an office that has named nobody else yet. */
const main = 'utama';

/** Who may sign the certificates: the list, and each with their title, rank and NIP. */
@ApiExcludeController()
@Controller('console/pengaturan/penanda-tangan')
export class SignatoriesPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly creation: Creation,
    private readonly signatories: ManageSignatories,
  ) {}

  @Get()
  async list(@Visitor('administrator') visit: Visit): Promise<void> {
    await this.showList(visit, null);
  }

  @Get('baru')
  async plan(@Visitor('administrator') visit: Visit): Promise<void> {
    await this.showForm(visit, 'baru', { key: randomUUID() }, null);
  }

  @Post('baru')
  async add(@Visitor('administrator') visit: Visit, @Body() sent: unknown): Promise<void> {
    const typed = typedOf(sent);
    const added = await attempt(async () => {
      const body = await readBody(SignatoryBody, fields(typed));
      const request = { route: 'console signatory', caller: visit.actor.userId, key: typed.key, body };
      await this.creation.run(request, (tx) => this.signatories.add(tx, visit.actor, body));
    });
    await this.answer(visit, 'baru', typed, added);
  }

  @Get(main)
  async editMain(@Visitor('administrator') visit: Visit): Promise<void> {
    await this.showForm(visit, main, await this.typed(visit, null), null);
  }

  @Post(main)
  async changeMain(@Visitor('administrator') visit: Visit, @Body() sent: unknown): Promise<void> {
    await this.save(visit, null, typedOf(sent));
  }

  @Get(':id')
  async edit(@Visitor('administrator') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.showForm(visit, id, await this.typed(visit, id), null);
  }

  @Post(':id')
  async change(
    @Visitor('administrator') visit: Visit,
    @Param('id', IdParam) id: string,
    @Body() sent: unknown,
  ): Promise<void> {
    await this.typed(visit, id);
    await this.save(visit, id, typedOf(sent));
  }

  @Post(':id/utama')
  async makeDefault(@Visitor('administrator') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.signatories.makeDefault(visit.actor, id);
    await visit.reply.redirect(`${base}?done=saved`, 303);
  }

  @Post(':id/hapus')
  async remove(@Visitor('administrator') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const removed = await attempt(() => this.signatories.remove(visit.actor, id));
    if ('problem' in removed) await this.showList(visit, removed.problem);
    else await visit.reply.redirect(`${base}?done=saved`, 303);
  }

  private async save(visit: Visit, id: string | null, typed: Typed): Promise<void> {
    const changed = await attempt(async () => {
      await this.signatories.change(visit.actor, id, await readBody(SignatoryBody, fields(typed)));
    });
    await this.answer(visit, id ?? main, typed, changed);
  }

  private async answer(visit: Visit, place: string, typed: Typed, done: Attempt<void>): Promise<void> {
    if ('problem' in done) await this.showForm(visit, place, typed, done.problem);
    else await visit.reply.redirect(`${base}?done=saved`, 303);
  }

  /** Null for the default. Throws `NotFound`. */
  private async typed(visit: Visit, id: string | null): Promise<Typed> {
    const all = await this.signatories.list(visit.actor);
    const found = all.find((one) => (id === null ? one.isDefault : one.id === id));
    if (found === undefined) throw new NotFound('signatory_not_found');
    const { title, name, nip, grade } = found;
    return { title, name, nip: nip ?? '', grade: grade ?? '' };
  }

  private async showList(visit: Visit, problem: Problem | null): Promise<void> {
    const view = {
      section: 'settings' as const,
      path: base,
      title: this.pages.text(visit, 'section_settings'),
      tabs: settingsTabs(visit, this.pages, 'signatories'),
      failure: this.pages.failure(visit, problem),
      addHref: `${base}/baru`,
      rows: (await this.signatories.list(visit.actor)).map(row),
    };
    await this.pages.show(visit, 'signatories', view, statusOf(problem));
  }

  private async showForm(visit: Visit, place: string, typed: Typed, problem: Problem | null): Promise<void> {
    const text = (key: string) => this.pages.text(visit, `settings:${key}`);
    const plans: FieldPlan[] = [
      { name: 'title', label: text('f_signatory_title'), hint: text('f_signatory_title_hint'), required: true },
      { name: 'name', label: text('f_signatory_name'), hint: text('f_signatory_name_hint'), required: true },
      { name: 'grade', label: text('f_signatory_grade'), hint: text('f_signatory_grade_hint') },
      { name: 'nip', label: text('f_signatory_nip'), hint: text('f_signatory_nip_hint'), inputmode: 'numeric' },
    ];
    const title = text(place === 'baru' ? 'signatory_new' : 'signatory_edit');
    const lead = text('signatory_lead');
    const view = { section: 'settings', path: `${base}/${place}`, backHref: base, title, lead } as const;
    await this.pages.form(visit, view, { plans, typed, problem });
  }
}

function fields({ title, name, nip, grade }: Typed) {
  return { title, name, nip, grade };
}

function row({ id, title, name, nip, grade, isDefault }: SignatoryView) {
  const place = id ?? main;
  return {
    ...{ title, name, grade, isDefault },
    nip: nip === null ? null : formatNip(nip),
    editHref: `${base}/${place}`,
    defaultAction: isDefault ? null : `${base}/${place}/utama`,
    removeAction: isDefault ? null : `${base}/${place}/hapus`,
  };
}

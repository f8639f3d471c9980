import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Creation } from '../../http/creation.js';
import type { FieldPlan } from '../../http/form-fields.js';
import { IdParam } from '../../http/id-param.js';
import type { Problem } from '../../kernel/problems.js';
import { ChangePartner } from '../../programs/change-partner.js';
import { partnerKinds } from '../../programs/partner.entity.js';
import { PartnerBody } from '../../programs/program.dto.js';
import { ProgramQueries } from '../../programs/program.queries.js';
import { attempt, readBody, typedOf, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';

const base = '/console/mitra';
const fewestRows = 3;
const mostRows = 20;

/** One partner: its name, its kind, and who receives its reports. */
@ApiExcludeController()
@Controller('console/mitra/:id')
export class PartnerPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly creation: Creation,
    private readonly programs: ProgramQueries,
    private readonly changePartner: ChangePartner,
  ) {}

  @Get()
  async edit(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const { name, kind, contacts } = await this.programs.partner(visit.actor, id);
    const rows = contacts.flatMap((contact, row) => [
      [`contacts.${row}.name`, contact.name],
      [`contacts.${row}.email`, contact.email],
    ]);
    await this.show(visit, id, { name, kind, ...(Object.fromEntries(rows) as Typed) }, null);
  }

  @Post()
  async change(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const typed = typedOf(sent);
    await this.programs.partner(visit.actor, id);
    const changed = await attempt(async () => {
      const body = await readBody(PartnerBody, { name: typed.name, kind: typed.kind, contacts: contactsIn(typed) });
      await this.creation.change((tx) => this.changePartner.run(tx, visit.actor, id, body));
    });
    if ('problem' in changed) await this.show(visit, id, closedUp(typed), changed.problem);
    else await visit.reply.redirect(`${base}?done=saved`, 303);
  }

  private async show(visit: Visit, id: string, typed: Typed, problem: Problem | null): Promise<void> {
    const { name } = await this.programs.partner(visit.actor, id);
    const view = {
      section: 'partners' as const,
      path: `${base}/${id}`,
      title: name,
      lead: this.pages.text(visit, 'settings:partner_lead'),
      backHref: base,
    };
    await this.pages.form(visit, view, { plans: this.plans(visit, typed), typed, problem });
  }

  /** Always one row more than are filled in. */
  private plans(visit: Visit, typed: Typed): FieldPlan[] {
    const text = (key: string) => this.pages.text(visit, key);
    const kinds = partnerKinds.map((kind): [string, string] => [kind, text(`partner_${kind}`)]);
    const count = Math.min(mostRows, Math.max(fewestRows, contactsIn(typed).length + 1));
    const rows = Array.from({ length: count }, (_, row): FieldPlan[] => {
      const number = row + 1;
      const required = row === 0;
      const name = this.pages.text(visit, 'f_contact', { number });
      const email = this.pages.text(visit, 'f_contact_email', { number });
      return [
        { name: `contacts.${row}.name`, label: name, required },
        { name: `contacts.${row}.email`, label: email, type: 'email', inputmode: 'email', required },
      ];
    });
    return [
      { name: 'name', label: text('f_partner'), autocomplete: 'organization', required: true },
      { name: 'kind', label: text('f_partner_kind'), choices: kinds, required: true },
      ...rows.flat(),
    ];
  }
}

/** The rows in which something stands; an emptied one is gone. */
function contactsIn(typed: Typed): { name: string | undefined; email: string | undefined }[] {
  return Array.from({ length: mostRows }, (_, row) => ({
    name: typed[`contacts.${row}.name`],
    email: typed[`contacts.${row}.email`],
  })).filter(({ name = '', email = '' }) => name !== '' || email !== '');
}

/** With no empty row between others, so that faults stand at the rows that they are of. */
function closedUp({ name = '', kind = '', ...typed }: Typed): Typed {
  const rows = contactsIn(typed).flatMap((contact, row) => [
    [`contacts.${row}.name`, contact.name ?? ''],
    [`contacts.${row}.email`, contact.email ?? ''],
  ]);
  return { name, kind, ...(Object.fromEntries(rows) as Typed) };
}

import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { Creation } from '../http/creation.js';
import type { FieldPlan } from '../http/form-fields.js';
import type { Problem } from '../kernel/problems.js';
import { CreatePartner } from '../programs/create-partner.js';
import { partnerKinds } from '../programs/partner.entity.js';
import { PartnerBody, TrainerBody } from '../programs/program.dto.js';
import { ProgramQueries } from '../programs/program.queries.js';
import { PartnerLinkQueries } from '../reports/partner-link.queries.js';
import { attempt, readBody, typedOf, type Typed } from './console-forms.js';
import { ConsolePages } from './console-pages.js';
import { contactLine } from './partner-contacts.js';
import { Visitor, type Visit } from './visit.js';

const base = '/console/mitra';
const contactRows = [0, 1, 2] as const;

/** Whom the office works with: partners, whose contacts receive the reports, and trainers. */
@ApiExcludeController()
@Controller('console/mitra')
export class PartnersPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly creation: Creation,
    private readonly createPartner: CreatePartner,
    private readonly programs: ProgramQueries,
    private readonly links: PartnerLinkQueries,
  ) {}

  @Get()
  async list(@Visitor() visit: Visit): Promise<void> {
    const { items: partners } = await this.programs.partners(visit.actor, { limit: 200 });
    const links = await this.links.ofPartners(
      visit.actor,
      partners.map(({ id }) => id),
    );
    const { items: trainers } = await this.programs.trainers(visit.actor, { limit: 200 });
    await this.pages.show(visit, 'partners', {
      section: 'partners',
      path: base,
      title: this.pages.text(visit, 'section_partners'),
      partners: partners.map(({ id, name, kind }) => ({
        href: `${base}/${id}`,
        name,
        kind: this.pages.text(visit, `partner_${kind}`),
        contacts: (links.find((one) => one.id === id)?.contacts ?? []).map((contact) =>
          contactLine(visit, this.pages, contact),
        ),
      })),
      trainers: trainers.map(({ name, organization }) => ({ name, organization: organization ?? '' })),
    });
  }

  @Get('baru')
  async planPartner(@Visitor() visit: Visit): Promise<void> {
    await this.showForm(visit, 'partner', { key: randomUUID() }, null);
  }

  @Post('baru')
  async addPartner(@Visitor() visit: Visit, @Body() sent: unknown): Promise<void> {
    const { actor, reply } = visit;
    const typed = typedOf(sent);
    const added = await attempt(async () => {
      const body = await readBody(PartnerBody, {
        name: typed.name,
        kind: typed.kind,
        contacts: contactsIn(typed),
      });
      const request = { route: 'console partner', caller: actor.userId, key: typed.key, body };
      return this.creation.run(request, (tx) => this.createPartner.run(tx, actor, body));
    });
    if ('problem' in added) await this.showForm(visit, 'partner', typed, added.problem);
    else await reply.redirect(`${base}?done=partner_added`, 303);
  }

  @Get('narasumber/baru')
  async planTrainer(@Visitor() visit: Visit): Promise<void> {
    await this.showForm(visit, 'trainer', { key: randomUUID() }, null);
  }

  @Post('narasumber/baru')
  async addTrainer(@Visitor() visit: Visit, @Body() sent: unknown): Promise<void> {
    const { actor, reply } = visit;
    const { key, ...typed } = typedOf(sent);
    const added = await attempt(async () => {
      const body = await readBody(TrainerBody, typed);
      const request = { route: 'console trainer', caller: actor.userId, key, body };
      return this.creation.run(request, (tx) => this.createPartner.trainer(tx, actor, body));
    });
    if ('problem' in added) await this.showForm(visit, 'trainer', { ...typed, key: key ?? '' }, added.problem);
    else await reply.redirect(`${base}?done=trainer_added`, 303);
  }

  private async showForm(
    visit: Visit,
    what: 'partner' | 'trainer',
    typed: Typed,
    problem: Problem | null,
  ): Promise<void> {
    const plans = what === 'partner' ? this.partnerPlans(visit) : this.trainerPlans(visit);
    const view = {
      section: 'partners' as const,
      path: what === 'partner' ? `${base}/baru` : `${base}/narasumber/baru`,
      title: this.pages.text(visit, `${what}_new`),
      lead: this.pages.text(visit, `${what}_lead`),
      backHref: base,
    };
    await this.pages.form(visit, view, { plans, typed, problem });
  }

  private partnerPlans(visit: Visit): FieldPlan[] {
    const text = (key: string) => this.pages.text(visit, key);
    const kinds = partnerKinds.map((kind): [string, string] => [kind, text(`partner_${kind}`)]);
    return [
      { name: 'name', label: text('f_partner'), autocomplete: 'organization', required: true },
      { name: 'kind', label: text('f_partner_kind'), choices: kinds, required: true },
      ...contactRows.flatMap((row): FieldPlan[] => [
        {
          name: `contacts.${row}.name`,
          label: this.pages.text(visit, 'f_contact', { number: row + 1 }),
          required: row === 0,
        },
        {
          name: `contacts.${row}.email`,
          label: this.pages.text(visit, 'f_contact_email', { number: row + 1 }),
          type: 'email',
          inputmode: 'email',
          required: row === 0,
        },
      ]),
    ];
  }

  private trainerPlans(visit: Visit): FieldPlan[] {
    const text = (key: string) => this.pages.text(visit, key);
    return [
      { name: 'name', label: text('f_person'), hint: text('f_person_hint'), required: true },
      { name: 'organization', label: text('f_organization'), autocomplete: 'organization' },
      { name: 'email', label: text('f_email'), type: 'email', inputmode: 'email' },
      { name: 'phone', label: text('f_phone'), type: 'tel', inputmode: 'tel' },
    ];
  }
}

/** The first contact always; the others once something stands in their row. */
function contactsIn(typed: Typed): { name: string | undefined; email: string | undefined }[] {
  const rows = contactRows.map((row) => ({
    name: typed[`contacts.${row}.name`],
    email: typed[`contacts.${row}.email`],
  }));
  return rows.filter(({ name, email }, row) => row === 0 || (name ?? '') !== '' || (email ?? '') !== '');
}

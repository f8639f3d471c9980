import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdParam } from '../../http/id-param.js';
import { formatDay } from '../../kernel/date-texts.js';
import { dayIn } from '../../kernel/dates.js';
import type { Problem } from '../../kernel/problems.js';
import { defaultZone } from '../../programs/create-batch.js';
import { ManagePartnerLink } from '../../reports/manage-partner-link.js';
import { PartnerLinkQueries } from '../../reports/partner-link.queries.js';
import { attempt, statusOf } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { linkBadges } from '../partner-contacts.js';
import { Visitor, type Visit } from '../visit.js';

/** A partner's contact: its link to the live reports, which is made anew or taken away here, and what it chose. */
@ApiExcludeController()
@Controller('console/mitra/kontak/:id')
export class PartnerContactPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly links: PartnerLinkQueries,
    private readonly managing: ManagePartnerLink,
  ) {}

  @Get()
  async one(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.show(visit, id, null);
  }

  @Post('tautan')
  async renew(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.change(visit, id, { done: 'renewed', work: () => this.managing.renew(visit.actor, id) });
  }

  @Post('cabut')
  async revoke(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.change(visit, id, { done: 'revoked', work: () => this.managing.revoke(visit.actor, id) });
  }

  private async change(visit: Visit, id: string, { done, work }: { done: string; work: () => Promise<void> }) {
    const changed = await attempt(work);
    if ('problem' in changed) await this.show(visit, id, changed.problem);
    else await visit.reply.redirect(`/console/mitra/kontak/${id}?done=partner.${done}`, 303);
  }

  private async show(visit: Visit, id: string, problem: Problem | null): Promise<void> {
    const contact = await this.links.contact(visit.actor, id);
    const text = (key: string, params = {}) => this.pages.text(visit, `partner:${key}`, params);
    const path = `/console/mitra/kontak/${id}`;
    const { expiresAt, state, url } = contact;
    const until = expiresAt === null ? null : formatDay(dayIn(defaultZone, new Date(expiresAt)), visit.locale);
    const view = {
      section: 'partners' as const,
      path,
      title: text('contact_title', { name: contact.name }),
      backHref: '/console/mitra',
      failure: this.pages.failure(visit, problem),
      state: text(`state_${state}`),
      badge: linkBadges[state],
      facts: [
        { label: text('contact_partner'), value: contact.partner },
        { label: text('contact_email'), value: contact.email },
        { label: text('contact_frequency'), value: text(`choice_${contact.frequency}`) },
        ...(until === null || state === 'revoked' ? [] : [{ label: text('contact_expires'), value: until }]),
      ],
      url,
      renewAction: `${path}/tautan`,
      revokeAction: state === 'live' ? `${path}/cabut` : null,
    };
    await this.pages.show(visit, 'partner-contact', view, statusOf(problem));
  }
}

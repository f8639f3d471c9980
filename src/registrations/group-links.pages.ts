import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Settings } from '../config/settings.js';
import { Messages } from '../http/messages.js';
import { Pages } from '../http/pages.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import { EventTexts } from '../programs/public-event.views.js';
import { GroupQueries } from './group.queries.js';
import type { OwnGroupView } from './registration.views.js';

const badges = {
  submitted: 'badge-waiting',
  confirmed: '',
  waitlisted: 'badge-waiting',
  rejected: 'badge-bad',
  cancelled: 'badge-closed',
} as const;

/** Where whoever registered several people finds the page of each, and sends it on. */
@Public()
@ApiExcludeController()
@Controller('pendaftaran/rombongan/:token')
export class GroupLinksPages {
  constructor(
    private readonly pages: Pages,
    private readonly messages: Messages,
    private readonly settings: Settings,
    private readonly groups: GroupQueries,
  ) {}

  @Get()
  async show(@Param('token') token: string, @ReaderLocale() locale: Locale, @Res() reply: FastifyReply): Promise<void> {
    const group = await this.groups.own(token);
    const event = new EventTexts(this.messages, locale, this.settings.publicUrl);
    const text = (key: string, params = {}) => this.messages.text(locale, `public:${key}`, params);
    await this.pages.send(reply, 'group', locale, {
      path: `/pendaftaran/rombongan/${token}`,
      title: text('group_title'),
      description: null,
      heading: text('group_done_title', { people: group.registrations.length }),
      event: event.detail(group.batch),
      people: group.registrations.map((one) => this.person(one, group, event)),
    });
  }

  private person(
    { name, code, status, position = 0, manageUrl }: OwnGroupView['registrations'][number],
    { batch }: OwnGroupView,
    event: EventTexts,
  ) {
    const message = event.text('whatsapp_text', { title: batch.program.title, code, link: manageUrl });
    return {
      ...{ name, code },
      state: event.text(`s_${status}`, { position }),
      badge: badges[status],
      href: new URL(manageUrl).pathname,
      whatsAppUrl: `https://wa.me/?text=${encodeURIComponent(message)}`,
    };
  }
}

import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Settings } from '../config/settings.js';
import { shareCardSize } from '../documents/share-card.js';
import { formField } from '../http/form-fields.js';
import { IdParam } from '../http/id-param.js';
import { Masthead } from '../http/masthead.js';
import { Messages } from '../http/messages.js';
import { Pages } from '../http/pages.js';
import { Public } from '../http/public.js';
import { provinceGroup } from '../http/region-options.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import { readEventFilter, type EventFilter } from './event-filter.js';
import { programKinds } from './program.entity.js';
import { EventTexts } from './public-event.views.js';
import type { PublicBatchDetail } from './public-batch.views.js';
import { cardVersion } from './share-cards.js';
import { PublicBatches } from './public-batches.js';

const eventsPerPage = 24;

/** The pages on which anybody finds an event. */
@Public()
@ApiExcludeController()
@Controller()
export class PublicEventsPages {
  constructor(
    private readonly pages: Pages,
    private readonly messages: Messages,
    private readonly masthead: Masthead,
    private readonly settings: Settings,
    private readonly batches: PublicBatches,
  ) {}

  @Get()
  async list(
    @Query() query: Record<string, unknown>,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const texts = this.texts(locale);
    const filter = readEventFilter(query);
    const { items, next } = await this.batches.open({ ...filter, limit: eventsPerPage });
    const office = await this.masthead.office();
    await this.pages.send(reply, 'open-events', locale, {
      path: '/',
      title: texts.text('open_title'),
      description: texts.text('open_lead'),
      ...this.filters(filter, office?.provinceCode ?? '', texts),
      events: items.map((batch) => texts.card(batch)),
      next: next === null ? null : `/?${new URLSearchParams({ ...filter, after: next }).toString()}`,
    });
  }

  @Get('kegiatan/:id')
  async show(
    @Param('id', IdParam) id: string,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.pages.sendShared(reply, `${locale} event ${id}`, () => this.eventPage(id, locale));
  }

  @Get('privasi')
  async privacy(@ReaderLocale() locale: Locale, @Res() reply: FastifyReply): Promise<void> {
    const texts = this.texts(locale);
    const paragraphs = ['privacy_who', 'privacy_what', 'privacy_whom', 'privacy_rights'].map((key) => texts.text(key));
    const view = { path: '/privasi', title: texts.text('privacy'), description: null, paragraphs };
    await this.pages.send(reply, 'text', locale, view);
  }

  private async eventPage(id: string, locale: Locale): Promise<string> {
    const texts = this.texts(locale);
    const batch = await this.batches.one(id);
    const description = [texts.dates(batch), texts.venue(batch)].join(' · ');
    return this.pages.render('event', locale, {
      path: `/kegiatan/${id}`,
      title: batch.program.title,
      description,
      image: this.image(batch, locale, texts),
      event: texts.detail(batch),
    });
  }

  /** The version makes a chat fetch the card anew once it says something else. */
  private image(batch: PublicBatchDetail, locale: Locale, texts: EventTexts) {
    const card = texts.shareCard(batch);
    const page = `${this.settings.publicUrl}/kegiatan/${batch.id}`;
    return {
      page,
      url: `${page}/kartu.png?lang=${locale}&v=${cardVersion(card)}`,
      ...shareCardSize,
      alt: [card.kind, card.title, card.dates, card.venue].join(', '),
      site: card.office,
    };
  }

  private texts(locale: Locale): EventTexts {
    return new EventTexts(this.messages, locale, this.settings.publicUrl);
  }

  private filters({ kind, regencyCode, q }: EventFilter, homeProvince: string, texts: EventTexts) {
    const kinds = programKinds.map((word): [string, string] => [word, texts.text(`kind_${word}`)]);
    const always = { required: true, filter: true };
    const kindPlan = { name: 'kind', label: texts.text('kind'), groups: [{ group: '', items: kinds }], ...always };
    const regionPlan = {
      name: 'regencyCode',
      label: texts.text('venue_region'),
      groups: provinceGroup(homeProvince),
      ...always,
    };
    const searchPlan = { name: 'q', label: texts.text('search'), type: 'search', autocomplete: 'off', ...always };
    return {
      narrowed: [kind, regencyCode, q].some((choice) => choice !== undefined),
      searchField: formField(searchPlan, q ?? '', null),
      kindField: formField(kindPlan, kind ?? '', null),
      regionField: formField(regionPlan, regencyCode ?? '', null),
    };
  }
}

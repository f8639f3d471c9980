import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Settings } from '../config/settings.js';
import { NotFound } from '../kernel/problems.js';
import type { Locale } from '../kernel/locale.js';
import { icons } from './icons.js';
import { Pages } from './pages.js';
import { Public } from './public.js';
import { ReaderLocale } from './request-locale.js';
import { styleguideView } from './styleguide.view.js';

/** Every piece that pages are made of, for those who make pages. There is no such page in production. */
@ApiExcludeController()
@Public()
@Controller('styleguide')
export class StyleguidePages {
  constructor(
    private readonly settings: Settings,
    private readonly pages: Pages,
  ) {}

  @Get()
  async show(@ReaderLocale() locale: Locale, @Res() reply: FastifyReply): Promise<void> {
    if (this.settings.environment === 'production') throw new NotFound('route_not_found');
    const view = { ...styleguideView, drawings: Object.keys(icons) };
    await this.pages.send(reply, 'styleguide', locale, {
      path: '/styleguide',
      title: 'Styleguide',
      description: null,
      ...view,
    });
  }
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { sendForeignHtml } from '../../http/foreign-html.js';
import { PreviewWording } from '../../identity/wordings/preview-wording.js';
import { whichMail, type WhichMail } from '../../identity/wordings/which-mail.js';
import { WordingBody } from '../../identity/wordings/wording.dto.js';
import { WordingQueries } from '../../identity/wordings/wording.queries.js';
import type { WordingText } from '../../mail/wording/wording.rules.js';
import { InvalidInput } from '../../kernel/problems.js';
import { attempt, readBody, typedOf } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { faultyPreview, preview } from './preview-html.js';

/** Shows in a frame beside the form what the sample's reader would get. */
@ApiExcludeController()
@Controller('console/pesan/templat/:template/:locale/pratinjau')
export class WordingPreviewPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly wordings: WordingQueries,
    private readonly previewWording: PreviewWording,
  ) {}

  /** Of the words that hold. */
  @Get()
  async standing(
    @Visitor() visit: Visit,
    @Param('template') template: string,
    @Param('locale') locale: string,
  ): Promise<void> {
    const mail = whichMail(template, locale);
    const { subject, body } = await this.wordings.one(visit.actor, mail);
    await this.show(visit, mail, () => Promise.resolve({ subject, body }));
  }

  /** Of the words that are being written. */
  @Post()
  async typed(
    @Visitor() visit: Visit,
    @Param('template') template: string,
    @Param('locale') locale: string,
    @Body() sent: unknown,
  ): Promise<void> {
    const { subject, body } = typedOf(sent);
    await this.show(visit, whichMail(template, locale), () => readBody(WordingBody, { subject, body }));
  }

  private async show(visit: Visit, mail: WhichMail, read: () => Promise<WordingText>): Promise<void> {
    const text = (key: string) => this.pages.text(visit, `mail-templates:${key}`);
    const shown = await attempt(async () => this.previewWording.run(visit.actor, mail, await read()));
    if ('value' in shown) {
      const words = { subject: text('f_subject'), plain: text('plain') };
      await sendForeignHtml(visit.reply, preview(shown.value, words));
      return;
    }
    const { problem } = shown;
    const faults =
      problem instanceof InvalidInput
        ? problem.errors
        : [{ code: problem.code, params: problem.params, field: 'body' }];
    const lines = faults.map((fault) => {
      const label = fault.field === 'subject' ? text('f_subject') : text('f_body');
      return `${label}: ${this.pages.error(visit, fault)}`;
    });
    await sendForeignHtml(visit.reply, faultyPreview(lines, { title: text('preview_faulty'), locale: visit.locale }));
  }
}

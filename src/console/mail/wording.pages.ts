import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ChangeWording } from '../../identity/wordings/change-wording.js';
import { whichMail } from '../../identity/wordings/which-mail.js';
import { WordingChangeBody } from '../../identity/wordings/wording.dto.js';
import { attempt, numberIn, readBody, typedOf } from '../console-forms.js';
import { Visitor, type Visit } from '../visit.js';
import { WordingForm, wordingHref } from './wording-form.js';

/** Writes one mail in the office's own words, or returns to ours. */
@ApiExcludeController()
@Controller('console/pesan/templat/:template/:locale')
export class WordingPages {
  constructor(
    private readonly form: WordingForm,
    private readonly changeWording: ChangeWording,
  ) {}

  @Get()
  async edit(
    @Visitor() visit: Visit,
    @Param('template') template: string,
    @Param('locale') locale: string,
  ): Promise<void> {
    await this.form.show(visit, whichMail(template, locale), { typed: null, problem: null });
  }

  @Post()
  async change(
    @Visitor() visit: Visit,
    @Param('template') template: string,
    @Param('locale') locale: string,
    @Body() sent: unknown,
  ): Promise<void> {
    const mail = whichMail(template, locale);
    const typed = typedOf(sent);
    const changed = await attempt(async () => {
      const { subject, body, version } = typed;
      const read = await readBody(WordingChangeBody, { subject, body, version: numberIn(version) });
      await this.changeWording.run(visit.actor, mail, read);
    });
    if ('problem' in changed) await this.form.show(visit, mail, { typed, problem: changed.problem });
    else await visit.reply.redirect(`${wordingHref(mail)}?done=mail-templates.saved`, 303);
  }

  @Post('bawaan')
  async reset(
    @Visitor() visit: Visit,
    @Param('template') template: string,
    @Param('locale') locale: string,
    @Body() sent: unknown,
  ): Promise<void> {
    const mail = whichMail(template, locale);
    const version = Number(typedOf(sent).version ?? '0');
    const reset = await attempt(() => this.changeWording.reset(visit.actor, mail, version));
    if ('problem' in reset) await this.form.show(visit, mail, { typed: null, problem: reset.problem });
    else await visit.reply.redirect(`${wordingHref(mail)}?done=mail-templates.reset`, 303);
  }
}

import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SendTrial } from '../../identity/wordings/send-trial.js';
import { whichMail } from '../../identity/wordings/which-mail.js';
import { WordingBody } from '../../identity/wordings/wording.dto.js';
import { attempt, readBody, typedOf } from '../console-forms.js';
import { Visitor, type Visit } from '../visit.js';
import { WordingForm } from './wording-form.js';

/** Sends what is being written to its writer, and leaves it there to be written on. */
@ApiExcludeController()
@Controller('console/pesan/templat/:template/:locale/uji')
export class WordingTrialPages {
  constructor(
    private readonly form: WordingForm,
    private readonly sendTrial: SendTrial,
  ) {}

  @Post()
  async send(
    @Visitor() visit: Visit,
    @Param('template') template: string,
    @Param('locale') locale: string,
    @Body() sent: unknown,
  ): Promise<void> {
    const mail = whichMail(template, locale);
    const typed = typedOf(sent);
    const tried = await attempt(async () => {
      const { subject, body } = typed;
      return this.sendTrial.run(visit.actor, mail, await readBody(WordingBody, { subject, body }));
    });
    if ('problem' in tried) await this.form.show(visit, mail, { typed, problem: tried.problem });
    else await this.form.show(visit, mail, { typed, problem: null, trialTo: tried.value });
  }
}

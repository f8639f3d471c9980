import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Messages } from '../http/messages.js';
import { Pages } from '../http/pages.js';
import { statusOfProblem } from '../http/problem-status.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import { Busy, InvalidInput, Refusal, type Problem } from '../kernel/problems.js';
import { AnswerSurvey } from './answer-survey.js';
import { questionFields, questionPlans, typedSheet } from './survey-form.js';
import { SurveyParticipation, type Invitation } from './survey-participation.js';
import { SurveyPageTexts } from './survey-page-texts.js';
import type { TypedSheet } from './survey-sheet.rules.js';

interface Shown {
  readonly token: string;
  readonly locale: Locale;
  readonly typed: TypedSheet;
  readonly problem: Problem | null;
}

const promises = ['promise_nameless', 'promise_once', 'promise_three', 'promise_final'];

/** The survey as a participant fills it in: one screen that works without a script. */
@Public()
@ApiExcludeController()
@Controller('survei/:token')
export class SurveyPages {
  constructor(
    private readonly pages: Pages,
    private readonly messages: Messages,
    private readonly texts: SurveyPageTexts,
    private readonly participations: SurveyParticipation,
    private readonly answering: AnswerSurvey,
  ) {}

  @Get()
  async form(@Param('token') token: string, @ReaderLocale() locale: Locale, @Res() reply: FastifyReply): Promise<void> {
    await this.show(reply, { token, locale, typed: {}, problem: null });
  }

  @Post()
  async send(
    @Param('token') token: string,
    @Body() sent: unknown,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typedSheet(sent);
    try {
      await this.answering.run(token, { revision: Number(typed.revision), typed });
      await reply.redirect(`/survei/${token}`, 303);
    } catch (error) {
      if (!(error instanceof InvalidInput || error instanceof Refusal || error instanceof Busy)) throw error;
      await this.show(reply, { token, locale, typed, problem: error });
    }
  }

  private async show(reply: FastifyReply, { token, locale, typed, problem }: Shown): Promise<void> {
    const invitation = await this.participations.byToken(token);
    const text = (key: string) => this.messages.text(locale, `surveys:${key}`);
    const open = invitation.participation === 'open';
    const view = {
      path: `/survei/${token}`,
      title: text('form_title'),
      description: null,
      ...(await this.texts.head(invitation, locale)),
      failure: open && !(problem instanceof InvalidInput) ? this.failure(locale, problem) : null,
      message: open ? null : text(`p_${invitation.participation}`),
      form: open ? this.filled(invitation, { token, locale, typed, problem }) : null,
      errors: open ? this.faults(locale, invitation, problem) : [],
    };
    await this.pages.send(reply, 'survey', locale, view, statusOf(problem));
  }

  private filled({ standing: { survey } }: Invitation, { token, locale, typed, problem }: Shown) {
    const text = (key: string) => this.messages.text(locale, `surveys:${key}`);
    const plans = questionPlans(survey.questions, locale, text);
    const faults = this.told(locale, problem);
    return {
      action: `/survei/${token}`,
      revision: survey.revision,
      promises: promises.map(text),
      fields: questionFields(survey.questions, plans, { typed, faults }),
    };
  }

  private faults(locale: Locale, { standing: { survey } }: Invitation, problem: Problem | null) {
    const plans = questionPlans(survey.questions, locale, (key) => key);
    return this.told(locale, problem).map(({ field, text }) => ({
      id: field.replaceAll('.', '-'),
      label: plans.find(({ name }) => name === field)?.label ?? field,
      text,
    }));
  }

  private told(locale: Locale, problem: Problem | null) {
    const errors = problem instanceof InvalidInput ? problem.errors : [];
    return errors.map((fault) => ({ ...fault, text: this.messages.error(locale, fault.code, fault.params) }));
  }

  private failure(locale: Locale, problem: Problem | null): string | null {
    return problem === null ? null : this.messages.error(locale, problem.code, problem.params);
  }
}

function statusOf(problem: Problem | null): number {
  return problem === null ? 200 : statusOfProblem(problem);
}

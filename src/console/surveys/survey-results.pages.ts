import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { renderSurveyWorkbook, surveyCsv } from '../../documents/survey-files.js';
import { formField } from '../../http/form-fields.js';
import { IdParam } from '../../http/id-param.js';
import { InvalidInput, NotFound, Refusal, type Problem } from '../../kernel/problems.js';
import { ConductSurvey } from '../../surveys/conduct-survey.js';
import { conductActions } from '../../surveys/survey-phase.rules.js';
import { wordingIn } from '../../surveys/survey-question.rules.js';
import { DaysOpenBody } from '../../surveys/survey.dto.js';
import { SurveyQueries } from '../../surveys/survey.queries.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, numberIn, readBody, statusOf, typedOf, type Typed } from '../console-forms.js';
import { Visitor, type Visit } from '../visit.js';
import { SurveyResultTexts } from './survey-result-texts.js';
import { SurveyStandingTexts } from './survey-standing-texts.js';

const textsPerPage = 50;
const fileTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;
const files = ['xlsx', 'csv'] as const;

interface Shown {
  readonly typed: Typed;
  readonly problem: Problem | null;
}

/** How the survey of a batch stands, what was answered, and the buttons that open and close it. */
@ApiExcludeController()
@Controller('console/angkatan/:id/survei')
export class SurveyResultsPages {
  constructor(
    private readonly frame: BatchFrame,
    private readonly surveys: SurveyQueries,
    private readonly conducting: ConductSurvey,
    private readonly standings: SurveyStandingTexts,
    private readonly results: SurveyResultTexts,
  ) {}

  @Get()
  async show(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.page(visit, id, { typed: {}, problem: null });
  }

  @Post()
  async conduct(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    await this.frame.batch(visit, id);
    const typed = typedOf(sent);
    const done = await attempt(async () => {
      const action = conductActions.find((one) => one === typed.action);
      if (action === undefined) throw new Refusal('changed_meanwhile');
      const { daysOpen } = await readBody(DaysOpenBody, { daysOpen: numberIn(typed.daysOpen) });
      await this.conducting.run(visit.actor, id, action, daysOpen);
      return action;
    });
    if ('problem' in done) await this.page(visit, id, { typed, problem: done.problem });
    else await visit.reply.redirect(`${batchHref(id, '/survei')}?done=surveys.${done.value}`, 303);
  }

  /** All texts that answer one question. */
  @Get('teks/:questionId')
  async texts(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('questionId', IdParam) questionId: string,
  ): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const after = /^[\da-f]{32}$/.exec(visit.query.after ?? '')?.[0];
    const wanted = { limit: textsPerPage, ...(after === undefined ? {} : { after }) };
    const { question, page } = await this.surveys.texts(visit.actor, id, questionId, wanted);
    const path = batchHref(id, `/survei/teks/${questionId}`);
    const view = {
      path,
      failure: null,
      backHref: batchHref(id, '/survei'),
      question: wordingIn(question.text, visit.locale),
      texts: page.items,
      next: page.next === null ? null : `${path}?after=${page.next}`,
    };
    await this.frame.show(visit, batch, 'survey-texts', { tab: 'report', view });
  }

  @Get('unduh/:form')
  async file(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Param('form') word: string): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const form = files.find((one) => one === word);
    const results = await this.surveys.results(visit.actor, id);
    if (form === undefined || results.questions === null) throw new NotFound('not_found');
    const view = await this.results.file(visit, batch, results);
    const content = form === 'xlsx' ? await renderSurveyWorkbook(view) : Buffer.from(surveyCsv(view), 'utf8');
    const filename = `survei-angkatan-${batch.number}-${view.asOf.toISOString().slice(0, 10)}.${form}`;
    await visit.reply
      .type(fileTypes[form])
      .header('content-disposition', `attachment; filename="${filename}"`)
      .header('cache-control', 'no-store')
      .send(content);
  }

  private async page(visit: Visit, id: string, { typed, problem }: Shown): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const results = await this.surveys.results(visit.actor, id);
    const { standing, questions } = results;
    const view = {
      path: batchHref(id, '/survei'),
      failure: problem instanceof InvalidInput ? null : this.standings.failure(visit, problem),
      ...this.standings.of(visit, results),
      action: batchHref(id, '/survei'),
      days: this.daysField(visit, typed.daysOpen ?? this.standings.days(standing), problem),
      actions: this.standings.actions(visit, standing),
      questionsHref: batchHref(id, '/survei/pertanyaan'),
      reportHref: batchHref(id, '/laporan'),
      asked: standing?.survey.questions.length ?? 0,
      files: questions === null ? [] : files.map((form) => this.fileLink(id, form)),
      results: (questions ?? []).map((result, place) => this.results.question(visit, id, result, place)),
    };
    await this.frame.show(visit, batch, 'survey', { tab: 'report', status: statusOf(problem), view });
  }

  private daysField(visit: Visit, value: string, problem: Problem | null) {
    const [fault] = problem instanceof InvalidInput ? problem.errors : [];
    const error = fault === undefined ? null : this.standings.error(visit, fault);
    return formField(this.standings.daysPlan(visit), value, error);
  }

  private fileLink(id: string, form: string) {
    return { href: batchHref(id, `/survei/unduh/${form}`), text: form.toUpperCase() };
  }
}

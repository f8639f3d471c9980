import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { formField } from '../../http/form-fields.js';
import { IdParam } from '../../http/id-param.js';
import { romanNumeral } from '../../kernel/numbers.js';
import { InvalidInput, type Problem } from '../../kernel/problems.js';
import { ChangeQuestions } from '../../surveys/change-questions.js';
import { mostQuestions, wordingIn, type SurveyQuestion } from '../../surveys/survey-question.rules.js';
import type { Survey } from '../../surveys/survey.entity.js';
import { SurveyQueries } from '../../surveys/survey.queries.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, numberIn, statusOf, typedOf, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';

/** What the form had shown; of a form that says nothing, what no survey has. */
export function shownRevision({ revision }: Typed): number {
  return Number(numberIn(revision) ?? -1);
}

/** The questions of a batch's survey in order: added, moved, removed, or taken over from elsewhere. */
@ApiExcludeController()
@Controller('console/angkatan/:id/survei/pertanyaan')
export class QuestionsPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly surveys: SurveyQueries,
    private readonly changing: ChangeQuestions,
  ) {}

  @Get()
  async list(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.show(visit, id, null);
  }

  /** The ready set, or the questions of the batch that was chosen. */
  @Post()
  async take(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    await this.frame.batch(visit, id);
    const typed = typedOf(sent);
    const shown = { batchId: id, revision: shownRevision(typed) };
    await this.change(visit, id, async () => {
      if (typed.from === undefined) return this.changing.takeReady(visit.actor, shown);
      if (!isUUID(typed.from)) throw new InvalidInput([{ field: 'from', code: 'required' }]);
      return this.changing.copyFrom(visit.actor, shown, typed.from);
    });
  }

  @Post(':questionId/hapus')
  async remove(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('questionId', IdParam) questionId: string,
    @Body() sent: unknown,
  ): Promise<void> {
    await this.frame.batch(visit, id);
    const shown = { batchId: id, revision: shownRevision(typedOf(sent)) };
    await this.change(visit, id, () => this.changing.remove(visit.actor, shown, questionId));
  }

  @Post(':questionId/pindah')
  async move(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('questionId', IdParam) questionId: string,
    @Body() sent: unknown,
  ): Promise<void> {
    await this.frame.batch(visit, id);
    const typed = typedOf(sent);
    const shown = { batchId: id, revision: shownRevision(typed) };
    const direction = typed.direction === 'up' ? 'up' : 'down';
    await this.change(visit, id, () => this.changing.move(visit.actor, shown, questionId, direction));
  }

  private async change(visit: Visit, id: string, work: () => Promise<void>): Promise<void> {
    const done = await attempt(work);
    if ('problem' in done) await this.show(visit, id, done.problem);
    else await visit.reply.redirect(`${batchHref(id, '/survei/pertanyaan')}?done=surveys.questions`, 303);
  }

  private async show(visit: Visit, id: string, problem: Problem | null): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const survey = await this.surveys.ofBatch(visit.actor, id);
    const questions = survey?.questions ?? [];
    const open = (survey?.answerCount ?? 0) === 0;
    const path = batchHref(id, '/survei/pertanyaan');
    const view = {
      path,
      failure: this.pages.failure(visit, problem),
      backHref: batchHref(id, '/survei'),
      sum: this.text(visit, 'question_sum', { count: questions.length, most: mostQuestions }),
      frozen: !open,
      addHref: open && questions.length < mostQuestions ? `${path}/baru` : null,
      questions: questions.map((question, place) => ({
        ...this.line(visit, question, place),
        editHref: open ? `${path}/${question.id}` : null,
        action: `${path}/${question.id}`,
        revision: survey?.revision ?? 0,
        first: place === 0,
        last: place === questions.length - 1,
      })),
      take: open ? await this.takeOver(visit, id, survey) : null,
    };
    await this.frame.show(visit, batch, 'survey-questions', { tab: 'report', status: statusOf(problem), view });
  }

  private line(visit: Visit, { kind, required, text, options }: SurveyQuestion, place: number) {
    return {
      title: `${place + 1}. ${wordingIn(text, visit.locale)}`,
      kind: this.text(visit, `kind_${kind}`),
      required: this.text(visit, required ? 'required' : 'optional'),
      options: options.map((option) => wordingIn(option, visit.locale)).join(' · '),
    };
  }

  private async takeOver(visit: Visit, id: string, survey: Survey | null) {
    const others = await this.surveys.toCopy(visit.actor, id);
    const items = others.map(({ batchId, title, number }) => {
      const batch = this.pages.text(visit, 'batch', { number: romanNumeral(number) });
      return [batchId, `${title}, ${batch}`] as const;
    });
    const plan = { name: 'from', label: this.text(visit, 'copy_from'), required: true, groups: [{ group: '', items }] };
    return {
      revision: survey?.revision ?? 0,
      replaces: (survey?.questions.length ?? 0) > 0,
      from: items.length === 0 ? null : formField(plan, '', null),
    };
  }

  private text(visit: Visit, key: string, params = {}): string {
    return this.pages.text(visit, `surveys:${key}`, params);
  }
}

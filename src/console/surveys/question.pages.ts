import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FieldPlan } from '../../http/form-fields.js';
import { IdParam } from '../../http/id-param.js';
import { NotFound, type Problem } from '../../kernel/problems.js';
import { ChangeQuestions } from '../../surveys/change-questions.js';
import { questionKinds, type SurveyQuestion } from '../../surveys/survey-question.rules.js';
import { QuestionBody } from '../../surveys/survey.dto.js';
import { SurveyQueries } from '../../surveys/survey.queries.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, readBody, typedOf, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { shownRevision } from './questions.pages.js';

interface Shown {
  /** Null for a new one. */
  readonly questionId: string | null;
  readonly typed: Typed;
  readonly problem: Problem | null;
}

/** The form that adds a question, and the one that changes it. */
@ApiExcludeController()
@Controller('console/angkatan/:id/survei/pertanyaan')
export class QuestionPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly surveys: SurveyQueries,
    private readonly changing: ChangeQuestions,
  ) {}

  @Get('baru')
  async plan(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.frame.batch(visit, id);
    const survey = await this.surveys.ofBatch(visit.actor, id);
    const typed = { key: String(survey?.revision ?? 0), kind: 'scale', required: 'true' };
    await this.show(visit, id, { questionId: null, typed, problem: null });
  }

  @Post('baru')
  async add(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    await this.put(visit, id, null, typedOf(sent));
  }

  @Get(':questionId')
  async edit(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('questionId', IdParam) questionId: string,
  ): Promise<void> {
    await this.frame.batch(visit, id);
    const survey = await this.surveys.ofBatch(visit.actor, id);
    const question = survey?.questions.find((one) => one.id === questionId);
    if (survey === null || question === undefined) throw new NotFound('question_not_found');
    await this.show(visit, id, { questionId, typed: typedQuestion(question, survey.revision), problem: null });
  }

  @Post(':questionId')
  async change(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('questionId', IdParam) questionId: string,
    @Body() sent: unknown,
  ): Promise<void> {
    await this.put(visit, id, questionId, typedOf(sent));
  }

  private async put(visit: Visit, id: string, questionId: string | null, typed: Typed): Promise<void> {
    await this.frame.batch(visit, id);
    const done = await attempt(async () => {
      const { kind, text, textEn, options, optionsEn } = typed;
      const plain = { kind, text, textEn, options, optionsEn, required: typed.required === 'true' };
      const body = await readBody(QuestionBody, plain);
      const shown = { batchId: id, revision: shownRevision({ revision: typed.key ?? '' }) };
      await this.changing.put(visit.actor, shown, { id: questionId, body });
    });
    if ('problem' in done) await this.show(visit, id, { questionId, typed, problem: done.problem });
    else await visit.reply.redirect(`${batchHref(id, '/survei/pertanyaan')}?done=surveys.questions`, 303);
  }

  private async show(visit: Visit, id: string, { questionId, typed, problem }: Shown): Promise<void> {
    const { program } = await this.frame.batch(visit, id);
    const view = {
      section: 'programs' as const,
      path: batchHref(id, `/survei/pertanyaan/${questionId ?? 'baru'}`),
      title: this.text(visit, questionId === null ? 'question_new' : 'question_edit'),
      lead: program.title,
      backHref: batchHref(id, '/survei/pertanyaan'),
    };
    await this.pages.form(visit, view, { plans: this.plans(visit), typed, problem });
  }

  private plans(visit: Visit): FieldPlan[] {
    const text = (key: string) => this.text(visit, key);
    return [
      { name: 'text', label: text('f_text'), required: true },
      { name: 'textEn', label: text('f_text_en'), hint: text('f_text_en_hint') },
      {
        name: 'kind',
        label: text('f_kind'),
        required: true,
        choices: questionKinds.map((kind) => [kind, text(`kind_${kind}`)] as const),
      },
      { name: 'options', label: text('f_options'), hint: text('f_options_hint'), multiline: true },
      { name: 'optionsEn', label: text('f_options_en'), hint: text('f_options_en_hint'), multiline: true },
      { name: 'required', label: text('f_required'), checks: [['true', text('f_required_text')]] },
    ];
  }

  private text(visit: Visit, key: string): string {
    return this.pages.text(visit, `surveys:${key}`);
  }
}

function typedQuestion({ kind, required, text, options }: SurveyQuestion, revision: number): Typed {
  return {
    key: String(revision),
    kind,
    text: text.id,
    textEn: text.en ?? '',
    options: options.map(({ id }) => id).join('\n'),
    optionsEn: options.flatMap(({ en }) => en ?? []).join('\n'),
    ...(required ? { required: 'true' } : {}),
  };
}

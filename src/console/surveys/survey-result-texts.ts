import { Injectable } from '@nestjs/common';
import type { SurveyFileView, SurveyLine } from '../../documents/survey-files.js';
import { Masthead } from '../../http/masthead.js';
import { formatInstant } from '../../kernel/date-texts.js';
import { Clock } from '../../kernel/clock.js';
import { formatNumber, formatPercent, romanNumeral } from '../../kernel/numbers.js';
import type { BatchView } from '../../programs/batch.views.js';
import { isText, scaleEnd, wordingIn, type SurveyQuestion } from '../../surveys/survey-question.rules.js';
import type { QuestionResult } from '../../surveys/survey-results.rules.js';
import type { SurveyResults } from '../../surveys/survey.queries.js';
import { batchHref } from '../batch-frame.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';

const textsShown = 5;

/** What was answered, as bars on a page and as lines of a file. */
@Injectable()
export class SurveyResultTexts {
  constructor(
    private readonly pages: ConsolePages,
    private readonly masthead: Masthead,
    private readonly clock: Clock,
  ) {}

  /** One question with its bars, or with its first texts and where the others are. */
  question(visit: Visit, batchId: string, result: QuestionResult, place: number) {
    const { question, answered, average, texts } = result;
    const more = texts.length > textsShown;
    return {
      title: `${place + 1}. ${wordingIn(question.text, visit.locale)}`,
      answered: this.text(visit, 'answered', { count: answered }),
      average: average === null ? null : this.text(visit, 'average', { average: twoDecimals(average, visit) }),
      bars: this.options(visit, question).map((label, at) => {
        const count = result.counts[at] ?? 0;
        const share = answered === 0 ? 0 : count / answered;
        const text = this.text(visit, 'bar', { count, share: formatPercent(share, visit.locale) });
        return { label, text, value: count, most: Math.max(answered, 1) };
      }),
      texts: texts.slice(0, textsShown),
      none: isText(question.kind) && texts.length === 0,
      moreHref: more ? batchHref(batchId, `/survei/teks/${question.id}`) : null,
      moreText: this.text(visit, 'all_texts', { count: texts.length }),
    };
  }

  async file(
    visit: Visit,
    batch: BatchView,
    { standing, attended, questions }: SurveyResults,
  ): Promise<SurveyFileView> {
    const asOf = this.clock.now();
    const results = questions ?? [];
    const answered = standing?.survey.answerCount ?? 0;
    const text = (key: string, params = {}) => this.text(visit, key, params);
    return {
      title: text('title'),
      office: (await this.masthead.office())?.name ?? '',
      asOf,
      facts: [
        [text('event'), batch.program.title],
        [text('batch'), romanNumeral(batch.number)],
        [text('response'), text('response_value', { answered, attended })],
        [text('as_of'), formatInstant(asOf, { locale: visit.locale, zone: batch.timeZone })],
      ],
      sheets: { summary: text('sheet_summary'), texts: text('sheet_texts') },
      columns: {
        number: text('c_number'),
        question: text('c_question'),
        answer: text('c_answer'),
        count: text('c_count'),
        share: text('c_share'),
        average: text('c_average'),
      },
      lines: results.flatMap((result, place) => this.lines(visit, result, place + 1)),
      texts: results.flatMap((result, place) =>
        result.texts.map((answer) => ({ ...this.line(visit, result.question, place + 1), answer })),
      ),
    };
  }

  private lines(visit: Visit, result: QuestionResult, number: number): SurveyLine[] {
    const { question, answered, counts, average } = result;
    const line = this.line(visit, question, number);
    const options = this.options(visit, question).map((answer, at) => {
      const count = counts[at] ?? 0;
      return { ...line, answer, count, share: answered === 0 ? null : count / answered };
    });
    return average === null ? options : [...options, { ...line, answer: this.text(visit, 'c_average'), average }];
  }

  private line(visit: Visit, question: SurveyQuestion, number: number): SurveyLine {
    const wording = wordingIn(question.text, visit.locale);
    return { number, question: wording, answer: '', count: null, share: null, average: null };
  }

  /** What the counts of a result are of, in their order. */
  private options(visit: Visit, { kind, options }: SurveyQuestion): string[] {
    if (kind === 'yes_no') return ['yes', 'no'].map((word) => this.text(visit, word));
    if (kind !== 'scale') return options.map((option) => wordingIn(option, visit.locale));
    return Array.from({ length: scaleEnd }, (_, place) => this.text(visit, `scale_${place + 1}`));
  }

  private text(visit: Visit, key: string, params = {}): string {
    return this.pages.text(visit, `surveys:${key}`, params);
  }
}

function twoDecimals(value: number, { locale }: Visit): string {
  return formatNumber(value, locale);
}

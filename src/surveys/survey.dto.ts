import { TextField, WholeNumberField, WordField, YesNoField } from '../http/fields.js';
import { mostDaysOpen } from './survey-phase.rules.js';
import { longestOption, mostOptions, questionKinds, type QuestionKind } from './survey-question.rules.js';

const longestQuestion = 300;
const longestOptions = (longestOption + 2) * mostOptions;

export class QuestionBody {
  @WordField(questionKinds)
  readonly kind!: QuestionKind;

  @TextField({ max: longestQuestion })
  readonly text!: string;

  @TextField({ max: longestQuestion, optional: true })
  readonly textEn?: string;

  /** One a line. */
  @TextField({ max: longestOptions, lines: 'many', optional: true })
  readonly options?: string;

  @TextField({ max: longestOptions, lines: 'many', optional: true })
  readonly optionsEn?: string;

  @YesNoField()
  readonly required!: boolean;
}

export class DaysOpenBody {
  @WholeNumberField({ min: 1, max: mostDaysOpen })
  readonly daysOpen!: number;
}

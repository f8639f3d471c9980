import { Injectable } from '@nestjs/common';
import { formField, type FieldPlan, type FormField } from '../../http/form-fields.js';
import { Masthead } from '../../http/masthead.js';
import { InvalidInput, type FieldError } from '../../kernel/problems.js';
import { regions } from '../../kernel/regions.js';
import { criterionWords, fewerApplied, type Criterion, type CriterionWord } from '../../selection/selection.rules.js';
import { listIn, numberIn, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';

/** What most offices look at; shown until criteria are chosen. */
const suggested: Typed = {
  'weight.fewest_trainings': '40',
  'weight.has_nib': '20',
  'weight.regency_rare': '20',
  'weight.complete': '10',
  'weight.early': '10',
};

interface Part {
  readonly title: string;
  readonly hint: string;
  readonly fields: readonly FormField[];
}

/** The form of criteria: each has a weight, which leaves it out when it is empty, and some ask what is preferred. */
@Injectable()
export class CriteriaForm {
  constructor(
    private readonly pages: ConsolePages,
    private readonly masthead: Masthead,
  ) {}

  of(criteria: readonly Criterion[]): Typed {
    if (criteria.length === 0) return suggested;
    const entries = criteria.flatMap(({ word, weight, choice, from, to }): [string, string][] => [
      [`weight.${word}`, String(weight)],
      ...(choice === undefined ? [] : [[`choice.${word}`, choice.join(',')] as [string, string]]),
      ...(from === undefined ? [] : [[`from.${word}`, String(from)] as [string, string]]),
      ...(to === undefined ? [] : [[`to.${word}`, String(to)] as [string, string]]),
    ]);
    return Object.fromEntries(entries);
  }

  /** The body that the API would take. */
  body(typed: Typed) {
    return { criteria: wordsIn(typed).map((word) => criterionIn(word, typed)) };
  }

  /** Faults of the body at the fields in which they were typed. */
  atFields({ errors }: InvalidInput, typed: Typed): FieldError[] {
    const words = wordsIn(typed);
    return errors.map((error) => {
      const [, index = '', field = ''] = /^criteria\.(\d+)\.(\w+)/.exec(error.field) ?? [];
      return { ...error, field: `${field}.${words[Number(index)] ?? ''}` };
    });
  }

  async parts(visit: Visit, typed: Typed, faults: readonly FieldError[]): Promise<Part[]> {
    const plans = await this.plans(visit);
    const fill = (plan: FieldPlan) => {
      const fault = faults.find(({ field }) => field === plan.name);
      return formField(plan, typed[plan.name] ?? '', fault === undefined ? null : this.pages.error(visit, fault));
    };
    return criterionWords.map((word) => ({
      title: this.pages.text(visit, `selection:criterion_${word}`),
      hint: this.pages.text(visit, `selection:criterion_${word}_hint`),
      fields: plans.get(word)?.map(fill) ?? [],
    }));
  }

  private async plans(visit: Visit): Promise<ReadonlyMap<CriterionWord, readonly FieldPlan[]>> {
    const choices = await this.choices(visit);
    return new Map(
      criterionWords.map((word) => [
        word,
        [
          { name: `weight.${word}`, label: this.pages.text(visit, 'selection:f_weight'), inputmode: 'numeric' },
          ...(word in choices ? [this.choice(visit, word, choices[word] ?? [])] : []),
          ...(word === 'age' ? this.ages(visit) : []),
        ],
      ]),
    );
  }

  private choice(visit: Visit, word: CriterionWord, checks: readonly [string, string][]): FieldPlan {
    return { name: `choice.${word}`, label: this.pages.text(visit, 'selection:f_preferred'), checks };
  }

  private ages(visit: Visit): FieldPlan[] {
    return ['from', 'to'].map((end) => ({
      name: `${end}.age`,
      label: this.pages.text(visit, `selection:f_${end}`),
      inputmode: 'numeric',
    }));
  }

  private async choices(visit: Visit): Promise<Partial<Record<CriterionWord, [string, string][]>>> {
    const office = await this.masthead.office();
    const words = (prefix: string, list: readonly string[]) =>
      list.map((word): [string, string] => [word, this.pages.text(visit, `selection:${prefix}_${word}`)]);
    return {
      enterprise_kind: words('usaha', ['umkm', 'cooperative']),
      gender: words('gender', ['female', 'male', fewerApplied]),
      regency_chosen: regions.regenciesOf(office?.provinceCode ?? '').map(({ code, name }) => [code, name]),
    };
  }
}

function wordsIn(typed: Typed): CriterionWord[] {
  return criterionWords.filter((word) => !['', '0'].includes(typed[`weight.${word}`] ?? ''));
}

function criterionIn(word: CriterionWord, typed: Typed) {
  const choice = listIn(typed[`choice.${word}`]);
  return {
    word,
    weight: numberIn(typed[`weight.${word}`]),
    ...(choice.length === 0 ? {} : { choice }),
    ...ageIn('from', word, typed),
    ...ageIn('to', word, typed),
  };
}

function ageIn(end: 'from' | 'to', word: CriterionWord, typed: Typed) {
  const age = word === 'age' ? numberIn(typed[`${end}.age`]) : undefined;
  return age === undefined ? {} : { [end]: age };
}

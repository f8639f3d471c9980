export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
  readonly required: boolean;
}

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

export interface OptionGroup {
  /** Empty for options without a heading. */
  readonly group: string;
  readonly items: readonly Option[];
}

/** One field of a form, as `templates/pages/_field.hbs` shows it. */
export interface FormField {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  readonly error: string | null;
  /** The ids of hint and error, for those who hear the page. */
  readonly describedBy: string | null;
  readonly required: boolean;
  readonly type: string;
  readonly value: string;
  readonly inputmode: string | null;
  readonly autocomplete: string | null;
  readonly options: readonly OptionGroup[] | null;
  readonly choices: readonly Choice[] | null;
  /** Boxes to tick; the field's value lists the ticked ones with commas. */
  readonly checks: readonly Choice[] | null;
  readonly multiline: boolean;
  /** Narrows a list: the empty choice is "all". */
  readonly filter: boolean;
  /** Folded away until somebody stumbles. */
  readonly help: FieldHelp | null;
}

export interface FieldHelp {
  readonly question: string;
  readonly answer: string;
}

export interface FieldPlan {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly filter?: boolean;
  readonly type?: string;
  readonly inputmode?: string;
  readonly autocomplete?: string;
  readonly groups?: readonly { readonly group: string; readonly items: readonly (readonly [string, string])[] }[];
  readonly choices?: readonly (readonly [string, string])[];
  readonly checks?: readonly (readonly [string, string])[];
  readonly multiline?: boolean;
  readonly help?: FieldHelp;
}

const plainField = {
  hint: null,
  required: false,
  filter: false,
  multiline: false,
  type: 'text',
  inputmode: null,
  autocomplete: null,
} as const;

/** A plan filled in with what was typed and what was wrong with it. */
export function formField(plan: FieldPlan, value: string, error: string | null): FormField {
  const id = plan.name.replaceAll('.', '-');
  const { name, label, hint, required, filter, multiline, type, inputmode, autocomplete } = { ...plainField, ...plan };
  const describedBy = [hint === null ? [] : `${id}-hint`, error === null ? [] : `${id}-error`].flat().join(' ');
  return {
    ...{ id, name, label, hint, error, required, filter, multiline, type, value, inputmode, autocomplete },
    describedBy: describedBy === '' ? null : describedBy,
    help: plan.help ?? null,
    options:
      plan.groups === undefined
        ? null
        : plan.groups.map(({ group, items }) => ({ group, items: options(items, value) })),
    choices: plan.choices === undefined ? null : choices(plan.choices, { id, name, required }, [value]),
    checks: plan.checks === undefined ? null : choices(plan.checks, { id, name, required: false }, value.split(',')),
  };
}

function options(items: readonly (readonly [string, string])[], value: string): Option[] {
  return items.map(([word, text]) => ({ value: word, text, selected: word === value }));
}

function choices(
  words: NonNullable<FieldPlan['choices']>,
  { id, name, required }: Pick<FormField, 'id' | 'name' | 'required'>,
  chosen: readonly string[],
): Choice[] {
  return words.map(([word, text], index) => ({
    id: `${id}-${index}`,
    name,
    value: word,
    text,
    selected: chosen.includes(word),
    required,
  }));
}

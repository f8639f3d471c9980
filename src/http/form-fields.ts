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
  /** Narrows a list: the empty choice is "all". */
  readonly filter: boolean;
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
}

/** A plan filled in with what was typed and what was wrong with it. */
export function formField(plan: FieldPlan, value: string, error: string | null): FormField {
  const id = plan.name.replaceAll('.', '-');
  const { required = false } = plan;
  const described = [plan.hint === undefined ? '' : `${id}-hint`, error === null ? '' : `${id}-error`].filter(Boolean);
  return {
    id,
    name: plan.name,
    label: plan.label,
    hint: plan.hint ?? null,
    error,
    describedBy: described.length === 0 ? null : described.join(' '),
    required,
    filter: plan.filter ?? false,
    type: plan.type ?? 'text',
    value,
    inputmode: plan.inputmode ?? null,
    autocomplete: plan.autocomplete ?? null,
    options:
      plan.groups?.map(({ group, items }) => ({ group, items: items.map((item) => option(item, value)) })) ?? null,
    choices:
      plan.choices?.map(([word, text], index) => ({
        id: `${id}-${index}`,
        name: plan.name,
        value: word,
        text,
        selected: word === value,
        required,
      })) ?? null,
  };
}

function option([word, text]: readonly [string, string], value: string): Option {
  return { value: word, text, selected: word === value };
}

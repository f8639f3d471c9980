import type { FieldPlan } from '../http/form-fields.js';
import type { FieldError } from '../kernel/problems.js';
import { regionGroups } from '../http/region-options.js';
import type { PublicBatchDetail } from '../programs/public-batch.views.js';
import { cooperativeRoles } from './registration.entity.js';
import { enterpriseScales } from '../participants/enterprise.entity.js';

/** What came with the form: flat names, as a browser sends them. */
export type Typed = Readonly<Record<string, string>>;

type Texts = (key: string) => string;

const who = ['umkm', 'cooperative', 'aspiring'] as const;
const sectors = [
  'kuliner',
  'kerajinan',
  'fashion',
  'pertanian',
  'perikanan',
  'peternakan',
  'perdagangan',
  'jasa',
  'pariwisata',
  'lainnya',
] as const;

type HelpWord = 'nik' | 'phone' | 'who' | 'nib' | 'coop_number' | 'scale';

function help(word: HelpWord, text: Texts): NonNullable<FieldPlan['help']> {
  return { question: text(`h_${word}`), answer: text(`h_${word}_answer`) };
}

/** What decides about the fields. */
export type Asking = Pick<PublicBatchDetail, 'program' | 'requirements'> & {
  /** Its kabupaten/kota come first. */
  readonly homeProvince: string;
};

/** The first screen: six inputs, no more (five where no NIK is asked for). Who has no business has no NIB either. */
export function firstStep(asking: Asking, text: Texts): FieldPlan[] {
  return [
    {
      name: 'participant.name',
      label: text('f_name'),
      hint: text('f_name_hint'),
      autocomplete: 'name',
      required: true,
    },
    ...(asking.requirements.nik ? [nikField(text)] : []),
    {
      name: 'participant.phone',
      label: text('f_phone'),
      hint: text('f_phone_hint'),
      help: help('phone', text),
      type: 'tel',
      inputmode: 'tel',
      autocomplete: 'tel',
      required: true,
    },
    {
      name: 'participant.gender',
      label: text('f_gender'),
      choices: choices(['female', 'male'], '', text),
      required: true,
    },
    {
      name: 'participant.regencyCode',
      label: text('f_region'),
      groups: regionGroups(asking.homeProvince),
      required: true,
    },
    whoField(asking, text),
  ];
}

function whoField(asking: Asking, text: Texts): FieldPlan {
  const items = choices(branches(asking), 'who_', text);
  return { name: 'who', label: text('f_who'), choices: items, required: true, help: help('who', text) };
}

function nikField(text: Texts): FieldPlan {
  const hint = text('f_nik_hint');
  return {
    name: 'participant.nik',
    label: text('f_nik'),
    hint,
    help: help('nik', text),
    inputmode: 'numeric',
    autocomplete: 'off',
    required: true,
  };
}

function branches({ program }: Asking): string[] {
  return program.kind === 'dialog' ? [...who, 'general'] : [...who];
}

/** The second screen: what the person's branch and the program ask for. */
export function secondStep({ requirements }: Asking, branch: string | undefined, text: Texts): FieldPlan[] {
  const needs = (field: string) => requirements.fields.some((required) => required === field);
  const emailHint = text(needs('email') ? 'f_email_needed_hint' : 'f_email_hint');
  return [
    ...enterpriseFields(branch, needs('nib'), text),
    {
      name: 'participant.birthDate',
      label: text('f_birth'),
      type: 'date',
      autocomplete: 'bday',
      required: needs('birthDate'),
    },
    {
      name: 'participant.email',
      label: text('f_email'),
      hint: emailHint,
      type: 'email',
      inputmode: 'email',
      autocomplete: 'email',
      required: needs('email'),
    },
    {
      name: 'participant.address',
      label: text('f_address'),
      autocomplete: 'street-address',
      required: needs('address'),
    },
  ];
}

function enterpriseFields(branch: string | undefined, nibNeeded: boolean, text: Texts): FieldPlan[] {
  const nib = {
    name: 'enterprise.nib',
    label: text('f_nib'),
    hint: text('f_nib_hint'),
    help: help('nib', text),
    inputmode: 'numeric',
    required: nibNeeded,
  };
  if (branch === 'umkm') {
    return [
      { name: 'enterprise.name', label: text('f_business'), autocomplete: 'organization', required: true },
      { name: 'enterprise.sector', label: text('f_sector'), groups: list(sectors, 'sector_', text) },
      {
        name: 'enterprise.scale',
        label: text('f_scale'),
        groups: list(enterpriseScales, 'scale_', text),
        help: help('scale', text),
      },
      nib,
    ];
  }
  if (branch !== 'cooperative') return [];
  return [
    { name: 'enterprise.name', label: text('f_cooperative'), autocomplete: 'organization', required: true },
    { name: 'role', label: text('f_role'), groups: list(cooperativeRoles, 'role_', text), required: true },
    { name: 'enterprise.cooperativeNumber', label: text('f_coop_number'), help: help('coop_number', text) },
    nib,
  ];
}

function choices(words: readonly string[], prefix: string, text: Texts): [string, string][] {
  return words.map((word) => [word, text(`${prefix}${word}`)]);
}

function list(words: readonly string[], prefix: string, text: Texts): NonNullable<FieldPlan['groups']> {
  return [{ group: '', items: choices(words, prefix, text) }];
}

/** The same body that a program sends to the API. */
export function bodyOf(typed: Typed): Record<string, unknown> {
  const { who: branch } = typed;
  const enterprise = { ...under(typed, 'enterprise.'), ...(branch === undefined ? {} : { kind: branch }) };
  const roles: Readonly<Record<string, string | undefined>> = {
    umkm: 'owner',
    cooperative: typed.role === '' ? undefined : typed.role,
    aspiring: 'aspiring',
  };
  const role = branch === undefined ? undefined : roles[branch];
  return {
    participant: under(typed, 'participant.'),
    ...(branch === 'umkm' || branch === 'cooperative' ? { enterprise } : {}),
    ...(role === undefined ? {} : { role }),
    ...(typed.consent === 'true' ? { consent: true } : {}),
  };
}

export function under(typed: Typed, prefix: string): Record<string, string> {
  const own = Object.entries(typed).filter(([name, value]) => name.startsWith(prefix) && value.trim() !== '');
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]));
}

const longestTyped = 4_000;

/** Only texts, and none of a length that no field takes; whatever else was sent is left out. */
export function textsOf(sent: Readonly<Record<string, unknown>>): Typed {
  const texts = Object.entries(sent).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.filter(([, value]) => value.length <= longestTyped));
}

/** The API's faults at the fields of this form: who asks for an enterprise is asked who registers. */
export function facingTheForm(faults: readonly FieldError[], typed: Typed): FieldError[] {
  const chosen = typed.who !== undefined && typed.who !== '';
  const asked = faults.flatMap((fault): FieldError[] => {
    if (fault.field === 'enterprise' || fault.field === 'enterprise.kind') return [];
    if (fault.field === 'role' && typed.who !== 'cooperative') return [];
    return [fault];
  });
  const role = typed.who === 'cooperative' && (typed.role ?? '') === '' ? [{ field: 'role', code: 'required' }] : [];
  const withRole = asked.some(({ field }) => field === 'role') ? asked : [...asked, ...role];
  return chosen ? withRole : [...withRole, { field: 'who', code: 'required' }];
}

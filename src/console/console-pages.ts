import { Injectable } from '@nestjs/common';
import { formField, type FieldPlan, type FormField } from '../http/form-fields.js';
import { Messages } from '../http/messages.js';
import { Pages } from '../http/pages.js';
import { hasRole } from '../identity/actor.js';
import { InvalidInput, type FieldError, type Problem, type ProblemParams } from '../kernel/problems.js';
import { statusOf, type Typed } from './console-forms.js';
import type { Visit } from './visit.js';

const sections = [
  { word: 'home', href: '/console', least: 'attendant', drawing: 'home' },
  { word: 'calendar', href: '/console/kalender', least: 'organizer', drawing: 'calendar' },
  { word: 'programs', href: '/console/program', least: 'organizer', drawing: 'award' },
  { word: 'partners', href: '/console/mitra', least: 'organizer', drawing: 'people' },
  { word: 'reports', href: '/console/laporan', least: 'organizer', drawing: 'report' },
  { word: 'messages', href: '/console/pesan', least: 'organizer', drawing: 'mail' },
  { word: 'settings', href: '/console/pengaturan', least: 'administrator', drawing: 'settings' },
] as const;

type Section = (typeof sections)[number]['word'];

export interface ConsoleView {
  readonly section: Section;
  readonly path: string;
  readonly title: string;
  readonly [name: string]: unknown;
}

/** A page that is a form and sends it to its own path. */
export interface FormView extends ConsoleView {
  readonly lead: string | null;
  readonly backHref: string;
}

/** Fields that most leave alone, folded away until one is filled in. */
interface MoreFields {
  readonly title: string;
  readonly lead: string;
  readonly plans: readonly FieldPlan[];
}

export interface FilledIn {
  readonly plans: readonly FieldPlan[];
  readonly typed: Typed;
  readonly problem: Problem | null;
  readonly more?: MoreFields;
  /** What the button says; else "Save". */
  readonly submit?: string;
  /** Whether it can't be undone. */
  readonly danger?: boolean;
}

/** The pages of those who are signed in: one frame with the sections, the reader's name and what was just done. */
@Injectable()
export class ConsolePages {
  constructor(
    private readonly pages: Pages,
    private readonly messages: Messages,
  ) {}

  async show(visit: Visit, name: string, { section, ...view }: ConsoleView, status = 200): Promise<void> {
    const { actor, locale, reply } = visit;
    const own = sections.filter(({ least }) => hasRole(actor, least));
    const console = {
      sections: own.map(({ word, href, drawing }) => ({
        ...{ href, drawing },
        text: this.text(visit, `section_${word}`),
        current: word === section,
      })),
      name: actor.name,
      done: this.done(visit),
    };
    await this.pages.send(reply, `console-${name}`, locale, { ...view, description: null, console }, status);
  }

  /** A form as it was filled in, with each fault beside its field and in a list that leads there. */
  async form(visit: Visit, view: FormView, filled: FilledIn, name = 'form'): Promise<void> {
    await this.show(visit, name, { ...view, ...this.filledIn(visit, filled) }, statusOf(filled.problem));
  }

  /** Of the console's own texts, or of `namespace:key`. */
  text({ locale }: Visit, key: string, params: ProblemParams = {}): string {
    return this.messages.text(locale, key.includes(':') ? key : `console:${key}`, params);
  }

  error({ locale }: Visit, { code, params }: Pick<FieldError, 'code' | 'params'>): string {
    return this.messages.error(locale, code, params);
  }

  /** What went wrong, in one text, for a page without fields. */
  failure(visit: Visit, problem: Problem | null): string | null {
    if (problem === null) return null;
    const faults = problem instanceof InvalidInput ? problem.errors : [problem];
    return faults.map((fault) => this.error(visit, fault)).join(' ');
  }

  private filledIn(visit: Visit, { plans, typed, problem, more, submit, danger = false }: FilledIn) {
    const faults = problem instanceof InvalidInput ? problem.errors : [];
    const fill = (plan: FieldPlan) => {
      const fault = faults.find((one) => isOf(plan, one));
      return formField(plan, typed[plan.name] ?? '', fault === undefined ? null : this.error(visit, fault));
    };
    return {
      fields: plans.map(fill),
      more: more === undefined ? null : folded(more, more.plans.map(fill)),
      errors: faults.map((fault) => this.summary(visit, [...plans, ...(more?.plans ?? [])], fault)),
      failure: problem instanceof InvalidInput ? null : this.failure(visit, problem),
      submit: submit ?? this.text(visit, 'save'),
      danger,
      key: typed.key ?? null,
    };
  }

  /** What belongs to no field leads to the form. */
  private summary(visit: Visit, plans: readonly FieldPlan[], fault: FieldError) {
    const plan = plans.find((one) => isOf(one, fault)) ?? { name: 'form', label: fault.field };
    return { id: plan.name.replaceAll('.', '-'), label: plan.label, text: this.error(visit, fault) };
  }

  /** What has just been done, said once: the address names the word, or `namespace.word`. */
  private done({ locale, query: { done = '' } }: Visit): string | null {
    const [word = '', namespace = 'console'] = done.split('.').reverse();
    const key = `${namespace}:done_${word}`;
    return this.messages.has(locale, key) ? this.messages.text(locale, key) : null;
  }
}

function folded({ title, lead }: MoreFields, fields: readonly FormField[]) {
  return { title, lead, fields, open: fields.some(({ value, error }) => value !== '' || error !== null) };
}

function isOf({ name }: FieldPlan, { field }: FieldError): boolean {
  return field === name || field.startsWith(`${name}.`);
}

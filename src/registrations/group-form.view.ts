import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { FieldPlan } from '../http/form-fields.js';
import { Masthead } from '../http/masthead.js';
import { Messages } from '../http/messages.js';
import { Pages } from '../http/pages.js';
import type { Locale } from '../kernel/locale.js';
import type { FieldError, Problem } from '../kernel/problems.js';
import { regions } from '../kernel/regions.js';
import type { PublicBatchDetail } from '../programs/public-batch.views.js';
import { PublicBatches } from '../programs/public-batches.js';
import { FormPage, statusOf } from './form-page.js';
import { enterprisePlans, isFull, isGroup, peopleOf, personPlans, type GroupStep } from './group-form.js';
import { PrepareEnrolment } from './prepare-enrolment.js';
import type { Asking, Typed } from './registration-form.js';

export interface ShownGroup {
  readonly batch: PublicBatchDetail & Asking;
  readonly locale: Locale;
  readonly step: GroupStep;
  readonly typed: Typed;
  readonly faults: readonly FieldError[];
  /** Why a form without faults was not taken. */
  readonly failure?: Problem;
}

interface Button {
  readonly go: string;
  readonly text: string;
  readonly plain: boolean;
}

/** The screens on which a cooperative registers its people. */
@Injectable()
export class GroupFormView {
  constructor(
    private readonly pages: Pages,
    private readonly messages: Messages,
    private readonly masthead: Masthead,
    private readonly batches: PublicBatches,
    private readonly prepare: PrepareEnrolment,
  ) {}

  async batch(id: string): Promise<PublicBatchDetail & Asking> {
    const office = await this.masthead.office();
    return { ...(await this.batches.one(id)), homeProvince: office?.provinceCode ?? '' };
  }

  async send(reply: FastifyReply, shown: ShownGroup): Promise<void> {
    const { batch, locale, step, typed, faults, failure } = shown;
    const form = new FormPage(this.messages, locale);
    const plans = plansOf(shown, form);
    const names = new Set(plans.map(({ name }) => name));
    const carried = Object.entries({ ...typed, at: String(step) }).filter(
      ([name]) => !names.has(name) && name !== 'go' && name !== 'consent',
    );
    const path = `/kegiatan/${batch.id}/daftar-bersama`;
    await this.pages.send(
      reply,
      'group-form',
      locale,
      {
        path,
        title: `${form.text('public:group_title')}: ${batch.program.title}`,
        description: null,
        ...this.heading(shown, form),
        event: { title: batch.program.title, href: `/kegiatan/${batch.id}` },
        action: path,
        hidden: carried.map(([name, value]) => ({ name, value })),
        fields: form.fields(plans, typed, faults),
        failure: form.failure(failure),
        errors: form.errors(plans, faults, (fault) => elsewhere(fault, form)),
        people: step === 'review' ? this.people(shown, form) : null,
        consent: step === 'review' ? await this.consent(shown, form) : null,
        buttons: buttons(shown, form),
        draft: form.draft(),
      },
      statusOf(faults, failure),
    );
  }

  private heading({ step, typed, locale }: ShownGroup, form: FormPage) {
    const at = typeof step === 'number' ? 'people' : step;
    const person = typeof step === 'number' ? step + 1 : 0;
    const title = this.messages.text(locale, `public:group_at_${at}`, { person });
    const lead = this.messages.text(locale, `public:group_lead_${at}`, { cooperative: typed['enterprise.name'] ?? '' });
    const items = ['enterprise', 'people', 'review'].map((word, index) => ({
      text: `${index + 1}. ${form.text(`public:group_step_${word}`)}`,
      current: word === at,
    }));
    return { heading: form.text('public:group_title'), stepTitle: title, lead, items };
  }

  private people({ typed }: ShownGroup, form: FormPage) {
    return peopleOf(typed).map((person, index) => ({
      name: person.name ?? '',
      details: [
        person.role === undefined ? '' : form.text(`role_${person.role}`),
        regions.regency(person.regencyCode ?? '')?.name ?? '',
      ]
        .filter((part) => part !== '')
        .join(' · '),
      edit: `edit-${index}`,
      drop: `drop-${index}`,
    }));
  }

  private async consent({ batch, locale, faults, typed }: ShownGroup, form: FormPage) {
    if (!isGroup(peopleOf(typed))) return null;
    return {
      notice: await this.prepare.notice(batch.id, locale),
      statement: form.text('public:group_statement'),
      error: form.sentence(faults.find(({ field }) => field === 'consent')),
    };
  }
}

function plansOf({ step, batch }: ShownGroup, form: FormPage): FieldPlan[] {
  const text = (key: string) => form.text(key);
  if (step === 'review') return [];
  return step === 'enterprise' ? enterprisePlans(batch, text) : personPlans(batch, step, text);
}

function buttons({ step, typed }: ShownGroup, form: FormPage): Button[] {
  const people = peopleOf(typed);
  const button = (go: string, key: string, plain = true): Button => ({ go, text: form.text(key), plain });
  const back = button('back', 'back');
  if (step === 'enterprise') return [button('on', 'continue', false)];
  const add = step === 'review' ? !isFull(people) : Math.max(people.length, step + 1) < 10;
  const more = add ? [button('add', 'public:group_add', !(step === 0))] : [];
  if (step !== 'review') return [...more, button('review', 'public:group_done', step === 0), back];
  return [...(isGroup(people) ? [button('on', 'public:group_send', false)] : []), ...more, back];
}

/** A fault of somebody who is not on this screen is told with her number. */
function elsewhere({ field }: FieldError, form: FormPage): string {
  const person = /^participants\.(\d+)/.exec(field)?.[1];
  if (person !== undefined) return `${form.text('public:group_person')} ${Number(person) + 1}`;
  return form.text(field === 'consent' ? 'privacy' : 'public:group_title');
}

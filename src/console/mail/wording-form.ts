import { Injectable } from '@nestjs/common';
import type { FieldPlan } from '../../http/form-fields.js';
import { SampleMail } from '../../identity/wordings/sample-mail.js';
import type { WhichMail } from '../../identity/wordings/which-mail.js';
import { WordingQueries, type WordingView } from '../../identity/wordings/wording.queries.js';
import type { Problem } from '../../kernel/problems.js';
import { wordingRules } from '../../mail/wording/default-wording.js';
import { wordingValues } from '../../mail/wording/wording-values.js';
import type { Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';
import { wordingsHref } from './mail-tabs.js';
import { instantText } from './message-line.js';

export interface WordingShown {
  readonly typed: Typed | null;
  readonly problem: Problem | null;
  /** To whom a trial was sent just now. */
  readonly trialTo?: string;
}

export function wordingHref({ template, locale }: WhichMail, path = ''): string {
  return `${wordingsHref}/${template}/${locale}${path}`;
}

/** The page on which an office writes one mail. */
@Injectable()
export class WordingForm {
  constructor(
    private readonly pages: ConsolePages,
    private readonly wordings: WordingQueries,
    private readonly sample: SampleMail,
  ) {}

  async show(visit: Visit, mail: WhichMail, { typed, problem, trialTo }: WordingShown): Promise<void> {
    const standing = await this.wordings.one(visit.actor, mail);
    const shown = typed ?? { subject: standing.subject, body: standing.body, version: String(standing.version) };
    const view = {
      section: 'messages' as const,
      path: wordingHref(mail),
      title: this.text(visit, 'edit_title', { kind: this.pages.text(visit, `mail_kind_${mail.template}`) }),
      lead: this.text(visit, `when_${mail.template}`),
      backHref: wordingsHref,
      ...this.standing(visit, standing),
      ...(await this.legend(visit, mail)),
      languages: (['id', 'en'] as const).map((locale) => ({
        href: wordingHref({ ...mail, locale }),
        text: this.text(visit, `language_${locale}`),
        current: locale === mail.locale,
      })),
      languagesLabel: this.text(visit, 'languages'),
      previewHref: wordingHref(mail, '/pratinjau'),
      trialHref: wordingHref(mail, '/uji'),
      resetHref: wordingHref(mail, '/bawaan'),
      version: shown.version ?? '0',
      trial: trialTo === undefined ? null : this.text(visit, 'trial_sent', { address: trialTo }),
    };
    await this.pages.form(visit, view, { plans: this.plans(visit), typed: shown, problem }, 'mail-template');
  }

  private plans(visit: Visit): FieldPlan[] {
    return [
      { name: 'subject', label: this.text(visit, 'f_subject'), required: true },
      {
        name: 'body',
        label: this.text(visit, 'f_body'),
        hint: this.text(visit, 'f_body_hint'),
        required: true,
        multiline: true,
      },
    ];
  }

  private standing(visit: Visit, { own, changedAt, brokenAt }: WordingView) {
    const at = changedAt === null ? '' : instantText(visit, changedAt);
    return {
      own,
      state: this.text(visit, own ? 'standing_own' : 'standing_default', { at }),
      broken: brokenAt === null ? null : this.text(visit, 'standing_broken', { at: instantText(visit, brokenAt) }),
    };
  }

  /** What may be written in braces, what it means, and what it says in the sample. */
  private async legend(visit: Visit, mail: WhichMail) {
    const { names, lists, blocks, needed } = wordingRules(mail.template);
    const view = await this.sample.view(visit.actor.officeId, mail);
    const values = wordingValues(mail.template, view);
    return {
      names: names.map((name) => ({
        tag: `{{${name}}}`,
        meaning: this.text(visit, `name_${name}`),
        sample: sampleText(values[name]),
      })),
      blocks: blocks.map((name) => ({
        tag: `{{${name}}}`,
        meaning: this.text(visit, `block_${name}`),
        needed: needed.includes(name),
      })),
      lists: Object.entries(lists).map(([name, items]) => ({
        source: `{{#each ${name}}}\n- ${items.map((item) => `{{${item}}}`).join(', ')}\n{{/each}}`,
        meaning: this.text(visit, `list_${name}`),
      })),
      condition: `{{#if ${names[1] ?? ''}}}…{{else}}…{{/if}}`,
    };
  }

  private text(visit: Visit, key: string, params = {}): string {
    return this.pages.text(visit, `mail-templates:${key}`, params);
  }
}

function sampleText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
}

import { Injectable } from '@nestjs/common';
import type { FieldPlan } from '../../http/form-fields.js';
import { Masthead } from '../../http/masthead.js';
import { Messages } from '../../http/messages.js';
import { PublicBatches } from '../../programs/public-batches.js';
import { consentManners } from '../../registrations/consent.entity.js';
import { firstStep, secondStep } from '../../registrations/registration-form.js';
import type { Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';

export const branches = ['umkm', 'cooperative', 'aspiring'] as const;

/** Both screens of the public form in one, for those who fill it in on somebody's behalf. */
@Injectable()
export class OnBehalfForm {
  constructor(
    private readonly pages: ConsolePages,
    private readonly messages: Messages,
    private readonly masthead: Masthead,
    private readonly batches: PublicBatches,
  ) {}

  branches({ locale }: Visit): { readonly word: string; readonly text: string }[] {
    return branches.map((word) => ({ word, text: this.messages.text(locale, `pages:who_${word}`) }));
  }

  async plans(visit: Visit, batchId: string, { who }: Typed): Promise<FieldPlan[]> {
    const text = (key: string) => this.messages.text(visit.locale, `pages:${key}`);
    const office = await this.masthead.office();
    const asking = { ...(await this.batches.one(batchId)), homeProvince: office?.provinceCode ?? '' };
    const person = firstStep(asking, text).filter(({ name }) => name !== 'who');
    return [...person, ...secondStep(asking, who, text), ...this.own(visit)];
  }

  private own(visit: Visit): FieldPlan[] {
    const text = (key: string) => this.pages.text(visit, key);
    const manners = consentManners.map((word): [string, string] => [word, text(`walk-in:consent_${word}`)]);
    return [
      {
        name: 'consentManner',
        label: text('f_consent'),
        hint: text('f_consent_hint'),
        choices: manners,
        required: true,
      },
    ];
  }
}

import { Injectable } from '@nestjs/common';
import { InvalidInput } from '../../kernel/problems.js';
import type { RenderedEmail } from '../../mail/email-templates.js';
import { longestSubject } from '../../mail/header-text.js';
import { wordingRules } from '../../mail/wording/default-wording.js';
import { RenderEmail } from '../../mail/wording/render-email.js';
import { WordingFailed } from '../../mail/wording/wording-worker.js';
import { faultsOf, type WordingText } from '../../mail/wording/wording.rules.js';
import { SampleMail } from './sample-mail.js';
import type { WhichMail } from './which-mail.js';

const mostFaults = 10;

/** Reads what an office wrote for a mail, and tries it with the sample. */
@Injectable()
export class CheckWording {
  constructor(
    private readonly render: RenderEmail,
    private readonly sample: SampleMail,
  ) {}

  /** The mail as the sample's reader would get it. Throws `InvalidInput` with `line`, `column` and `found` of each mistake. */
  async run(officeId: string, mail: WhichMail, text: WordingText): Promise<RenderedEmail> {
    const faults = faultsOf(text, wordingRules(mail.template)).slice(0, mostFaults);
    if (faults.length > 0) {
      throw new InvalidInput(
        faults.map(({ field, code, line, column, found }) => ({ field, code, params: { line, column, found } })),
      );
    }
    const rendered = await this.tried({ ...mail, view: await this.sample.view(officeId, mail) }, text);
    const { length } = Array.from(rendered.subject);
    if (length <= longestSubject) return rendered;
    const params = { length, most: longestSubject };
    throw new InvalidInput([{ field: 'subject', code: 'wording_subject_long', params }]);
  }

  private async tried(subject: Parameters<RenderEmail['worded']>[0], text: WordingText): Promise<RenderedEmail> {
    try {
      return await this.render.worded(subject, text);
    } catch (error) {
      if (!(error instanceof WordingFailed)) throw error;
      throw new InvalidInput([{ field: 'body', code: error.code, params: { line: 1, column: 1, found: '' } }]);
    }
  }
}

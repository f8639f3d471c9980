import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Locale } from '../../kernel/locale.js';
import type { SharedFacts } from '../shared-facts.js';
import { EmailTemplates, type RenderedEmail } from '../email-templates.js';
import { OfficeWordings } from './office-wordings.js';
import { blockPartials } from './wording-catalog.js';
import { wordingHtml } from './wording-html.js';
import { wordingValues } from './wording-values.js';
import { WordingFailed, WordingWorker } from './wording-worker.js';
import type { WordingText } from './wording.rules.js';

/** Which mail, in which language, of what. */
export interface EmailSubject {
  readonly template: string;
  readonly locale: Locale;
  readonly view: Readonly<Record<string, unknown>>;
}

/** Puts a mail into words: those of its office if it wrote some, else ours. */
@Injectable()
export class RenderEmail {
  constructor(
    private readonly templates: EmailTemplates,
    private readonly wordings: OfficeWordings,
    private readonly worker: WordingWorker,
  ) {}

  /** An office's words that fail never hold a mail up: ours go out, and the office is told. */
  async run(officeId: string, subject: EmailSubject, shared: SharedFacts): Promise<RenderedEmail> {
    const { template, locale, view } = subject;
    const wording = await shared.once(`wording ${officeId} ${template} ${locale}`, () =>
      this.wordings.find(officeId, template, locale),
    );
    if (wording === null) return this.templates.render(template, locale, view);
    try {
      return await this.worded(subject, wording);
    } catch (error) {
      if (!(error instanceof WordingFailed)) throw error;
      await this.wordings.markBroken(wording, error.code);
      return this.templates.render(template, locale, view);
    }
  }

  /**
   * A mail in these words. The fixed parts stand for a mark while the words are rendered, and each mark is made anew for
   * every mail, so that no value can pass for one. Throws `WordingFailed`.
   */
  async worded({ template, locale, view }: EmailSubject, { subject, body }: WordingText): Promise<RenderedEmail> {
    const mark = randomUUID();
    const marks = Object.fromEntries(Object.keys(blockPartials).map((name) => [name, `${mark}:${name}:`]));
    const values = { ...marks, ...wordingValues(template, view) };
    const made = await this.worker.render({ subject, body, values });
    const pieces = made.text.split(new RegExp(`${mark}:(\\w+):`));
    const rendered = pieces.map((piece, index) =>
      index % 2 === 0
        ? { text: piece, html: wordingHtml(piece) }
        : this.templates.block(blockPartials[piece] ?? '', locale, view),
    );
    return this.templates.framed(template, locale, view, {
      subject: made.subject,
      text: rendered.map(({ text }) => text).join(''),
      html: rendered.map(({ html }) => html).join('\n'),
    });
  }
}

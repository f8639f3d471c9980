import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { WordingQueries, type WordingView } from '../../identity/wordings/wording.queries.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { mailTabs, wordingsHref } from './mail-tabs.js';
import { instantText } from './message-line.js';

/** Every mail that the office sends, and whether it speaks in our words or in the office's. */
@ApiExcludeController()
@Controller('console/pesan/templat')
export class WordingsPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly wordings: WordingQueries,
  ) {}

  @Get()
  async list(@Visitor() visit: Visit): Promise<void> {
    const all = await this.wordings.list(visit.actor);
    const templates = [...new Set(all.map(({ template }) => template))];
    await this.pages.show(visit, 'mail-templates', {
      section: 'messages',
      path: wordingsHref,
      title: this.pages.text(visit, 'mail-templates:title'),
      tabs: mailTabs(visit, this.pages, 'wordings'),
      mails: templates.map((template) => ({
        kind: this.pages.text(visit, `mail_kind_${template}`),
        when: this.pages.text(visit, `mail-templates:when_${template}`),
        languages: all.filter((one) => one.template === template).map((one) => this.language(visit, one)),
      })),
    });
  }

  private language(visit: Visit, { template, locale, own, changedAt, brokenAt }: WordingView) {
    const state = brokenAt !== null ? 'broken' : own ? 'own' : 'default';
    const at = changedAt === null ? '' : instantText(visit, changedAt);
    return {
      kind: this.pages.text(visit, `mail_kind_${template}`),
      href: `${wordingsHref}/${template}/${locale}`,
      language: this.pages.text(visit, `mail-templates:language_${locale}`),
      state: this.pages.text(visit, `mail-templates:state_${state}`, { at }),
      badge: { broken: 'badge-bad', own: '', default: 'badge-closed' }[state],
    };
  }
}

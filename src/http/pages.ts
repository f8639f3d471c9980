import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import Handlebars from 'handlebars';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locale } from '../kernel/locale.js';
import type { ProblemParams } from '../kernel/problems.js';
import { iconSvg } from './icons.js';
import { Masthead } from './masthead.js';
import { Messages } from './messages.js';
import { PageMemo } from './page-memo.js';
import { rememberLocale } from './request-locale.js';
import { templatesFolder } from './templates-folder.js';

/** Every page view says at which path it stands, so that the other language is one link away. */
export interface PageView {
  readonly path: string;
  readonly title: string;
  /** For link previews; null keeps search engines out. */
  readonly description: string | null;
  readonly [name: string]: unknown;
}

const suffix = '.hbs';

/** What stands in a partial is not indented with it: the lines of a text box would be. */
const compilerOptions = { strict: true, preventIndent: true };

/**
 * Renders `templates/pages/<name>.hbs` within `_layout.hbs`. Files that begin with `_` are partials.
 * `{{t "namespace:key" name=value}}` gives a text in the reader's language, `{{icon "name"}}` a drawing of `icons.ts`.
 */
@Injectable()
export class Pages {
  private readonly handlebars = Handlebars.create();
  private readonly templates = new Map<string, HandlebarsTemplateDelegate>();

  constructor(
    private readonly messages: Messages,
    private readonly masthead: Masthead,
    private readonly memo: PageMemo,
  ) {
    const folder = join(templatesFolder, 'pages');
    for (const file of readdirSync(folder).filter((name) => name.endsWith(suffix))) {
      this.add(basename(file, suffix), readFileSync(join(folder, file), 'utf8'));
    }
    this.handlebars.registerHelper('t', (key: string, options: Handlebars.HelperOptions) => {
      const { locale } = (options.data as { root: { locale: Locale } }).root;
      return this.messages.text(locale, key, options.hash as ProblemParams);
    });
    this.handlebars.registerHelper('icon', (name: string) => new Handlebars.SafeString(iconSvg(name)));
    this.handlebars.registerHelper('eq', (a: unknown, b: unknown) => a === b);
  }

  private add(name: string, source: string): void {
    if (name.startsWith('_')) this.handlebars.registerPartial(name, source);
    else this.templates.set(name, this.handlebars.compile(source, compilerOptions));
  }

  /** Sends a page that nobody may keep, since most of ours are personal. A language that was asked for is remembered. */
  async send(reply: FastifyReply, name: string, locale: Locale, view: PageView, status = 200): Promise<void> {
    await this.sendMade(reply, await this.render(name, locale, view), status);
  }

  /** Sends a page that everybody sees alike; `key` tells apart all that `make` depends on but rows and time. */
  async sendShared(reply: FastifyReply, key: string, make: () => Promise<string>): Promise<void> {
    await this.sendMade(reply, await this.memo.page(key, make), 200);
  }

  private async sendMade(reply: FastifyReply, page: string | Buffer, status: number): Promise<void> {
    rememberLocale(reply);
    await reply.status(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
  }

  async render(name: string, locale: Locale, view: PageView): Promise<string> {
    const template = this.templates.get(name);
    if (template === undefined) throw new Error(`There is no page template ${name}.`);
    const office = await this.masthead.office();
    return template({ ...view, office, locale, otherLocale: locale === 'id' ? 'en' : 'id' }, runtimeOptions);
  }
}

const runtimeOptions = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

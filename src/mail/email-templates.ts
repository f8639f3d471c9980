import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { templatesFolder } from '../http/templates-folder.js';
import { locales, type Locale } from '../kernel/locale.js';

const parts = ['subject', 'preheader', 'heading', 'text', 'html'] as const;
type Part = (typeof parts)[number];

export interface RenderedEmail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

type View = Readonly<Record<string, unknown>>;
type Sources = Readonly<Record<Part, string>>;
type Compiled = Readonly<Record<Part, HandlebarsTemplateDelegate>>;

const suffix = '.hbs';
const emailsFolder = join(templatesFolder, 'emails');
const runtimeOptions = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };
const strict = { strict: true, knownHelpersOnly: true, knownHelpers: { is: true } };

function hbsFiles(folder: string): string[] {
  return readdirSync(folder).filter((file) => file.endsWith(suffix));
}

/** Splits a template at its lines `=== subject`, `=== preheader`, `=== heading`, `=== text` and `=== html`. */
export function partsOf(source: string): Sources {
  const [before = '', ...pieces] = source.split(/^=== (\w+)\n/m);
  const found = new Map<string, string>();
  for (let at = 0; at < pieces.length; at += 2) found.set(pieces[at] ?? '', (pieces[at + 1] ?? '').trim());
  if (before.trim() !== '' || found.size !== parts.length || parts.some((part) => !found.has(part))) {
    throw new Error(`A mail template needs the parts ${parts.join(', ')}, each once.`);
  }
  return Object.fromEntries(found) as Sources;
}

/** The partials of a language by name: the shared ones, and those in its own folder. */
export function partialSources(locale: Locale): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  for (const folder of [emailsFolder, join(emailsFolder, locale)]) {
    for (const file of hbsFiles(folder).filter((name) => name.startsWith('_'))) {
      sources.set(basename(file, suffix).slice(1), readFileSync(join(folder, file), 'utf8'));
    }
  }
  return sources;
}

/** The mail templates of a language by name. */
export function templateSources(locale: Locale): ReadonlyMap<string, string> {
  const folder = join(emailsFolder, locale);
  const files = hbsFiles(folder).filter((name) => !name.startsWith('_'));
  return new Map(files.map((file) => [basename(file, suffix), readFileSync(join(folder, file), 'utf8')]));
}

/** Plain text and HTML keep engines of their own: partials are compiled with the first caller's escaping. */
function engineFor(partials: ReadonlyMap<string, string>): typeof Handlebars {
  const engine = Handlebars.create();
  for (const [name, source] of partials) engine.registerPartial(name, source);
  engine.registerHelper('is', function (this: unknown, a: unknown, b: unknown, options: Handlebars.HelperOptions) {
    return a === b ? options.fn(this) : options.inverse(this);
  });
  return engine;
}

/**
 * Renders `templates/emails/<locale>/<name>.hbs` within `_layout.html` and `_layout.text`. Files that begin with `_` are
 * partials. `{{#is kind 'umkm'}}` compares; there are no other helpers of ours. A name that the view lacks is an error.
 */
@Injectable()
export class EmailTemplates {
  private readonly templates = new Map<string, Compiled>();
  private readonly blocks = new Map<string, Pick<Compiled, 'text' | 'html'>>();
  private readonly layouts = new Map<Locale, Pick<Compiled, 'text' | 'html'>>();

  constructor() {
    for (const locale of locales) this.load(locale);
  }

  private load(locale: Locale): void {
    const partials = partialSources(locale);
    const plain = engineFor(partials);
    const markup = engineFor(partials);
    const asText = (source: string) => plain.compile(source, { ...strict, noEscape: true });
    const asHtml = (source: string) => markup.compile(source, strict);
    this.layouts.set(locale, { text: asText('{{> layout.text}}'), html: asHtml('{{> layout.html}}') });
    for (const block of [...partials.keys()].filter((key) => key.endsWith('.text'))) {
      const name = block.replace('.text', '');
      this.blocks.set(`${locale}/${name}`, { text: asText(`{{> ${name}.text}}`), html: asHtml(`{{> ${name}.html}}`) });
    }
    for (const [name, source] of templateSources(locale)) {
      const { subject, preheader, heading, text, html } = partsOf(source);
      this.templates.set(`${locale}/${name}`, {
        subject: asText(subject),
        preheader: asText(preheader),
        heading: asText(heading),
        text: asText(text),
        html: asHtml(html),
      });
    }
  }

  /** Throws when there is no such template and when the view lacks a name that the template uses. */
  render(name: string, locale: Locale, view: View): RenderedEmail {
    const { subject, text, html } = this.template(name, locale);
    return this.framed(name, locale, view, {
      subject: subject(view, runtimeOptions),
      text: text(view, runtimeOptions),
      html: html(view, runtimeOptions),
    });
  }

  /** A part that many mails share, as text and as HTML: `partial` is its name without an ending. Throws like `render`. */
  block(partial: string, locale: Locale, view: View): Pick<RenderedEmail, 'text' | 'html'> {
    const block = this.blocks.get(`${locale}/${partial}`);
    if (block === undefined) throw new Error(`There is no mail partial ${locale}/${partial}.`);
    return { text: block.text(view, runtimeOptions), html: block.html(view, runtimeOptions) };
  }

  /** Puts subject, text and HTML into the frame of a mail: our heading, the office's letterhead and foot. */
  framed(name: string, locale: Locale, view: View, { subject, text, html }: RenderedEmail): RenderedEmail {
    const { preheader, heading } = this.template(name, locale);
    const layout = this.layouts.get(locale);
    if (layout === undefined) throw new Error(`There is no mail layout in ${locale}.`);
    const frame = { office: view.office, locale, subject };
    const top = { preheader: preheader(view, runtimeOptions), heading: heading(view, runtimeOptions) };
    return {
      subject,
      text: tidy(layout.text({ ...frame, body: text }, runtimeOptions)),
      html: layout.html({ ...frame, ...top, body: new Handlebars.SafeString(html) }, runtimeOptions),
    };
  }

  private template(name: string, locale: Locale): Compiled {
    const template = this.templates.get(`${locale}/${name}`);
    if (template === undefined) throw new Error(`There is no mail template ${locale}/${name}.`);
    return template;
  }
}

/** At most one empty line in a row. */
function tidy(text: string): string {
  return `${text
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

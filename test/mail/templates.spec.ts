import { describe, expect, it } from '@jest/globals';
import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { subjectLine } from '../../src/mail/header-text.js';
import { EmailTemplates, partialSources, partsOf, templateSources } from '../../src/mail/email-templates.js';
import { templatesFolder } from '../../src/http/templates-folder.js';
import { locales, type Locale } from '../../src/kernel/locale.js';
import { strangeNames } from './strange-names.js';

const names = [
  'attendance-report',
  'batch-cancelled',
  'batch-changed',
  'certificate-issued',
  'feedback-invitation',
  'registration-cancelled',
  'registration-confirmed',
  'registration-email-left',
  'registration-email-new',
  'registration-link',
  'registration-promoted',
  'registration-received',
  'registration-rejected',
  'registration-waitlisted',
  'session-reminder',
];
const all = locales.flatMap((locale) => names.map((name) => [locale, name] as const));
const largestHtml = 40 * 1024;

type View = Record<string, unknown>;

function example(name: string): View {
  return JSON.parse(readFileSync(join(templatesFolder, 'emails', 'examples', `${name}.json`), 'utf8')) as View;
}

const mayBeNull = new Set(
  `phone email theme firstStart venueAddress mapUrl room position minimumAttendance reason ticketCid organization
  partner partners correction replacesDate closes`.split(/\s+/),
);

function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(emptied);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mayBeNull.has(key) ? null : emptied(inner)]),
  );
}

/** Walks every branch, since strict mode does not look into conditions and lists. */
class NameCheck {
  readonly missing: string[] = [];

  constructor(private readonly partials: ReadonlyMap<string, string>) {}

  source(source: string, scope: unknown): void {
    this.block(Handlebars.parse(source), scope);
  }

  private block(program: hbs.AST.Program | undefined, scope: unknown): void {
    for (const statement of program?.body ?? []) this.statement(statement, scope);
  }

  private statement(statement: hbs.AST.Statement, scope: unknown): void {
    if (statement.type === 'MustacheStatement') this.value((statement as hbs.AST.MustacheStatement).path, scope);
    if (statement.type === 'BlockStatement') this.helper(statement as hbs.AST.BlockStatement, scope);
    if (statement.type === 'PartialStatement') this.partial(statement as hbs.AST.PartialStatement, scope);
    const known = ['MustacheStatement', 'BlockStatement', 'PartialStatement', 'ContentStatement', 'CommentStatement'];
    if (!known.includes(statement.type)) this.missing.push(`statement ${statement.type}`);
  }

  private helper({ path, params, program, inverse }: hbs.AST.BlockStatement, scope: unknown): void {
    const name = path.original;
    if (!['if', 'each', 'is'].includes(name)) this.missing.push(`helper ${name}`);
    const [first] = params.map((param) => this.value(param, scope));
    if (name === 'each' && (!Array.isArray(first) || first.length === 0)) this.missing.push('an example of a list');
    else this.block(program, name === 'each' ? (first as unknown[])[0] : scope);
    this.block(inverse, scope);
  }

  private partial({ name, hash }: hbs.AST.PartialStatement, scope: unknown): void {
    const given = (hash as hbs.AST.Hash | undefined)?.pairs ?? [];
    const extra = Object.fromEntries(given.map(({ key, value }) => [key, this.value(value, scope)]));
    const source = this.partials.get((name as hbs.AST.PathExpression).original);
    if (source === undefined) this.missing.push(`partial ${(name as hbs.AST.PathExpression).original}`);
    else this.source(source, { ...(scope as View), ...extra });
  }

  private value(expression: hbs.AST.Expression, scope: unknown): unknown {
    if (expression.type !== 'PathExpression') return (expression as hbs.AST.StringLiteral).value;
    const { original, parts, data, depth } = expression as hbs.AST.PathExpression;
    if (data || depth > 0) this.missing.push(`${original} leaves its scope`);
    let found = scope;
    for (const part of parts) {
      if (found === null || typeof found !== 'object' || !(part in found)) {
        this.missing.push(original);
        return undefined;
      }
      found = (found as View)[part];
    }
    return found;
  }
}

describe('mail templates', () => {
  it.each(locales)('are all there in %s', (locale) => {
    expect([...templateSources(locale).keys()].sort()).toEqual(names);
  });

  it.each(all)('%s/%s uses only names that its example has', (locale, name) => {
    const check = new NameCheck(partialSources(locale));
    for (const part of Object.values(partsOf(templateSources(locale).get(name)!))) check.source(part, example(name));
    expect(check.missing).toEqual([]);
  });

  it('would fail for a name that no view has, wherever it stands', () => {
    const check = new NameCheck(new Map([['row', '{{nowhere}}']]));
    check.source('{{#if a}}{{#each list}}{{typo}}{{/each}}{{else}}{{> row x=lost}}{{/if}}', { a: 1, list: [{ b: 1 }] });
    expect(check.missing).toEqual(['typo', 'lost', 'nowhere']);
  });

  describe.each(all)('%s/%s', (locale, name) => {
    const templates = new EmailTemplates();
    const render = (view: View) => templates.render(name, locale, view);

    it('renders a short subject, a text and an HTML part of moderate size', () => {
      const { subject, text, html } = render(example(name));
      expect(subject.length).toBeLessThanOrEqual(120);
      expect(subject).not.toMatch(/[\r\n]/);
      expect(html.length).toBeLessThan(largestHtml);
      expect(html).toMatch(new RegExp(`^<!doctype html>\n<html lang="${locale}">`));
      expect(`${subject}${text}${html}`).not.toMatch(/undefined|\[object|NaN|null|\{\{/);
      expect(text).not.toMatch(/<\/?[a-z]+|&amp;|&#x/);
    });

    it('renders with everything empty that may be', () => {
      const { text, html } = render(emptied(example(name)) as View);
      expect(`${text}${html}`).not.toMatch(/undefined|null|\[object|cid:/);
      expect(text).not.toMatch(/\n{3}/);
    });

    it.each(strangeNames)('escapes what people typed: %j', (typed) => {
      const { html } = render({ ...example(name), recipient: { name: typed, organization: typed } });
      expect(html).not.toContain('<script');
      expect(html).not.toContain('<img src=x');
    });
  });

  it('holds no English in the Indonesian mails and no Indonesian in the English ones', () => {
    const english = /\b(the|your|you|please|registration|number|venue|of|with|has been|attended)\b/i;
    const indonesian = /\b(anda|yang|dan|telah|pendaftaran|tempat|mohon|untuk|kami|kegiatan|dengan)\b/i;
    const words = (locale: Locale, name: string) =>
      Object.values(partsOf(templateSources(locale).get(name)!))
        .concat(
          [...partialSources(locale).entries()].filter(([key]) => !key.startsWith('layout')).map(([, text]) => text),
        )
        .join('\n')
        .replaceAll(/\{\{[#/>]?[^}"']*(?:"([^"]*)")?[^}]*\}\}/g, ' $1 ')
        .replaceAll(/<[^>]+>/g, ' ');
    for (const name of names) {
      expect(english.exec(words('id', name))?.[0]).toBeUndefined();
      expect(indonesian.exec(words('en', name))?.[0]).toBeUndefined();
    }
  });

  it('cannot reach the prototype of what it shows', () => {
    const { text } = new EmailTemplates().render('registration-received', 'id', {
      ...example('registration-received'),
      recipient: JSON.parse('{"name": "__proto__"}') as View,
    });
    expect(text).toContain('__proto__');
  });

  it('keeps subjects to one line however long the title', () => {
    const view = example('registration-received');
    const { subject } = new EmailTemplates().render('registration-received', 'id', {
      ...view,
      program: { ...(view.program as View), title: `Pelatihan\r\nBcc: evil@x.example ${'panjang '.repeat(50)}` },
    });
    expect(subjectLine(subject).length).toBeLessThanOrEqual(120);
    expect(subjectLine(subject)).not.toMatch(/[\r\n]/);
  });
});

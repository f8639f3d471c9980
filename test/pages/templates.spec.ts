import { describe, expect, it } from '@jest/globals';
import Handlebars from 'handlebars';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { icons } from '../../src/http/icons.js';
import { Messages } from '../../src/http/messages.js';
import { templatesFolder } from '../../src/http/templates-folder.js';
import { locales } from '../../src/kernel/locale.js';
import { examples } from './examples.js';

const folder = join(templatesFolder, 'pages');
const sources = new Map(
  readdirSync(folder).map((file) => [file.replace('.hbs', ''), readFileSync(join(folder, file), 'utf8')]),
);
const names = [...sources.keys()].filter((name) => !name.startsWith('_'));

const namespaces = readdirSync(join(templatesFolder, 'locales', 'id')).map((file) => file.replace('.json', ''));

type View = Readonly<Record<string, unknown>>;
/** With a block inside, or without. */
type CalledPartial = Omit<hbs.AST.PartialBlockStatement, 'program'> & { readonly program?: hbs.AST.Program };

/** Walks every branch of a page and its partials, since strict mode does not look into conditions and lists. */
class PageCheck {
  readonly missing: string[] = [];
  readonly texts = new Set<string>();

  constructor(private readonly partials: ReadonlyMap<string, string>) {}

  source(source: string, scope: unknown): void {
    this.block(Handlebars.parse(source), scope);
  }

  private block(program: hbs.AST.Program | undefined, scope: unknown): void {
    for (const statement of program?.body ?? []) this.statement(statement, scope);
  }

  private statement(statement: hbs.AST.Statement, scope: unknown): void {
    if (statement.type === 'ContentStatement' || statement.type === 'CommentStatement') return;
    if (statement.type === 'MustacheStatement') this.call(statement as hbs.AST.MustacheStatement, scope);
    else if (statement.type === 'BlockStatement') this.condition(statement as hbs.AST.BlockStatement, scope);
    else if (statement.type.startsWith('Partial')) this.partial(statement as CalledPartial, scope);
    else this.missing.push(`statement ${statement.type}`);
  }

  private condition({ path, params, program, inverse }: hbs.AST.BlockStatement, scope: unknown): void {
    const name = path.original;
    if (!['if', 'unless', 'each'].includes(name)) this.missing.push(`helper ${name}`);
    const [first] = params.map((param) => this.value(param, scope));
    if (name !== 'each') this.block(program, scope);
    else if (Array.isArray(first) && first.length > 0) this.block(program, first[0]);
    else this.missing.push('an example of a list');
    this.block(inverse, scope);
  }

  private partial({ name, params, hash, program }: CalledPartial, scope: unknown): void {
    const called = (name as hbs.AST.PathExpression).original;
    const [given = scope] = params.map((param) => this.value(param, scope));
    const source = this.partials.get(called);
    if (source !== undefined) this.source(source, { ...(given as View), ...this.hash(hash, scope) });
    else if (called !== '@partial-block') this.missing.push(`partial ${called}`);
    this.block(program ?? undefined, scope);
  }

  private hash(hash: hbs.AST.Hash | undefined, scope: unknown): View {
    const pairs = hash?.pairs ?? [];
    return Object.fromEntries(pairs.map(({ key, value }) => [key, this.value(value, scope)]));
  }

  private call({ path, params, hash }: hbs.AST.MustacheStatement | hbs.AST.SubExpression, scope: unknown): unknown {
    if (params.length === 0) return this.value(path, scope);
    const name = (path as hbs.AST.PathExpression).original;
    const given = params.map((param) => this.value(param, scope));
    this.hash(hash, scope);
    if (name === 't') this.texts.add(String(given[0]));
    else if (name === 'icon') this.icon(String(given[0]));
    else if (name !== 'eq') this.missing.push(`helper ${name}`);
    return true;
  }

  private icon(name: string): void {
    if (!(name in icons)) this.missing.push(`icon ${name}`);
  }

  private value(expression: hbs.AST.Expression, scope: unknown): unknown {
    if (expression.type === 'SubExpression') return this.call(expression as hbs.AST.SubExpression, scope);
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

describe('page templates', () => {
  const messages = new Messages();

  it('have an example each', () => {
    expect([...examples.keys()].sort()).toEqual(names.sort());
  });

  it.each(names)('%s uses only names that its example has, and texts that both languages have', (name) => {
    const check = new PageCheck(sources);
    check.source(sources.get(name)!, examples.get(name));
    expect(check.missing).toEqual([]);
    for (const locale of locales) {
      expect([...check.texts].filter((key) => !messages.has(locale, key))).toEqual([]);
    }
  });

  it('would fail for a name that no view has, wherever it stands', () => {
    const check = new PageCheck(new Map([['_row', '{{nowhere}}']]));
    check.source(
      '{{#if a}}{{#each list}}{{typo}}{{/each}}{{else}}{{#> _row}}{{lost}}{{/_row}}{{/if}}{{t "pages:gone" x=far}}',
      {
        a: 1,
        list: [{ b: 1 }],
      },
    );
    expect(check.missing).toEqual(['typo', 'nowhere', 'lost', 'far']);
    expect([...check.texts]).toEqual(['pages:gone']);
  });

  it('hold no script, no style and no handler of their own: the content policy would not run them', () => {
    for (const [name, source] of sources) {
      expect({
        name,
        found: /<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|javascript:/i.exec(source)?.[0],
      }).toEqual({
        name,
        found: undefined,
      });
    }
  });

  it('insert unescaped only the QR code that we draw ourselves', () => {
    const raw = [...sources].flatMap(([name, source]) =>
      [...source.matchAll(/\{\{\{\s*([^}]+?)\s*\}\}\}|\{\{&/g)].map(([, inner]) => `${name}: ${inner}`),
    );
    expect(raw).toEqual(['my-registration: qr']);
  });

  it.each(namespaces)('have the same texts in both languages: %s', (namespace) => {
    const read = (locale: string) =>
      Object.keys(
        JSON.parse(readFileSync(join(templatesFolder, 'locales', locale, `${namespace}.json`), 'utf8')) as View,
      );
    expect(read('en').sort()).toEqual(read('id').sort());
  });
});

import { partialSources, partsOf, templateSources } from '../email-templates.js';
import type { Locale } from '../../kernel/locale.js';
import { blockPartials, optionalBlocks, wordingShapes, type WordingShape } from './wording-catalog.js';
import type { WordingRules, WordingText } from './wording.rules.js';

/** Our own words that an office may rewrite, so they are no fixed part. */
const inWords = 'closing.text';
const calledPartial = /\{\{>\s*([\w-]+)\.text\s*\}\}/g;

function shapeOf(template: string): WordingShape {
  const shape = wordingShapes.get(template);
  if (shape === undefined) throw new Error(`Nobody may reword mail template ${template}.`);
  return shape;
}

/** Our words for a mail as an office would write them: it starts from them and returns to them. */
export function defaultWording(template: string, locale: Locale): WordingText {
  const { subject, text } = partsOf(templateSources(locale).get(template) ?? '');
  const closing = partialSources(locale).get(inWords) ?? '';
  const whole = text.replace(`{{> ${inWords}}}`, closing.trim());
  return { subject: renamed(subject, template), body: renamed(whole, template) };
}

function renamed(source: string, template: string): string {
  const { names } = shapeOf(template);
  const byPath = new Map(Object.entries(names).map(([name, path]) => [path, name]));
  const byPartial = new Map(Object.entries(blockPartials).map(([name, partial]) => [partial, name]));
  return source
    .replaceAll(calledPartial, (_, partial: string) => `{{${byPartial.get(partial) ?? partial}}}`)
    .replaceAll(/\{\{(#if\s+|#each\s+)?([\w.]+)\}\}/g, (_, opening: string | undefined, path: string) => {
      return `{{${opening ?? ''}${byPath.get(path) ?? path}}}`;
    });
}

/** What an office may name in a mail, and which fixed parts must stay: those of our own text. */
export function wordingRules(template: string): WordingRules {
  const { names, lists } = shapeOf(template);
  const { text } = partsOf(templateSources('id').get(template) ?? '');
  const partials = new Set([...text.matchAll(calledPartial)].map(([, partial]) => partial));
  const blocks = Object.entries(blockPartials).flatMap(([name, partial]) => (partials.has(partial) ? [name] : []));
  return {
    names: Object.keys(names),
    lists: Object.fromEntries(Object.entries(lists).map(([list, { names: items }]) => [list, Object.keys(items)])),
    blocks,
    needed: blocks.filter((block) => !optionalBlocks.has(block)),
  };
}

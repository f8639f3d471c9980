import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { templatesFolder } from '../http/templates-folder.js';

type Value = string | number | boolean | null | Date | readonly Value[] | { readonly [name: string]: Value };

/** Texts as they stand between the quotes of JSON, so that no name can end its string. */
function escaped(value: Value): Value {
  if (typeof value === 'string') return JSON.stringify(value).slice(1, -1);
  if (Array.isArray(value)) return value.map(escaped);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, escaped(inner)]));
}

const handlebars = Handlebars.create();

/** A document that an office may lay out anew: a pdfmake definition in JSON with Handlebars names in its texts. */
export class DocumentTemplate {
  private readonly render: HandlebarsTemplateDelegate;

  constructor(name: string) {
    const source = readFileSync(join(templatesFolder, 'documents', `${name}.json.hbs`), 'utf8');
    this.render = handlebars.compile(source, { strict: true, noEscape: true });
  }

  fill(view: Readonly<Record<string, Value>>): TDocumentDefinitions {
    return JSON.parse(this.render(escaped(view))) as TDocumentDefinitions;
  }
}

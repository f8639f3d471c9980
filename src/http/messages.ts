import { Injectable } from '@nestjs/common';
import i18next, { type i18n } from 'i18next';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { locales, type Locale } from '../kernel/locale.js';
import type { ProblemParams } from '../kernel/problems.js';
import { templatesFolder } from './templates-folder.js';

type Texts = Readonly<Record<string, unknown>>;

function readTexts(locale: Locale): Record<string, Texts> {
  const folder = join(templatesFolder, 'locales', locale);
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [basename(file, '.json'), JSON.parse(readFileSync(join(folder, file), 'utf8')) as Texts]),
  );
}

/** The words of both languages: one JSON file per namespace in `templates/locales/<locale>`. */
@Injectable()
export class Messages {
  private readonly translator: i18n;
  /** Texts without parameters, which are most of a page: looked up once. */
  private readonly plain = new Map<string, string>();

  constructor() {
    const resources = Object.fromEntries(locales.map((locale) => [locale, readTexts(locale)]));
    this.translator = i18next.createInstance();
    void this.translator.init({
      resources,
      ns: Object.keys(resources.id ?? {}),
      fallbackLng: false,
      initAsync: false,
      interpolation: { escapeValue: false },
      showSupportNotice: false,
    });
  }

  /** The text of `namespace:key`. Throws when there is none, so that a missing text fails a test, not a reader. */
  text(locale: Locale, key: string, params: ProblemParams = {}): string {
    if (Object.keys(params).length > 0) return this.translated(locale, key, params);
    const name = `${locale}/${key}`;
    const text = this.plain.get(name) ?? this.translated(locale, key, params);
    this.plain.set(name, text);
    return text;
  }

  private translated(locale: Locale, key: string, params: ProblemParams): string {
    if (!this.has(locale, key)) throw new Error(`There is no text ${key} in ${locale}.`);
    return this.translator.t(key, { ...params, lng: locale });
  }

  has(locale: Locale, key: string): boolean {
    return this.translator.exists(key, { lng: locale });
  }

  /** The sentence for an error code; an unknown code falls back to the general sentence. */
  error(locale: Locale, code: string, params: ProblemParams = {}): string {
    const key = `errors:${code}`;
    return this.text(locale, this.has(locale, key) ? key : 'errors:internal', params);
  }
}

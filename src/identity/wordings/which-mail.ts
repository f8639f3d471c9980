import { locales, type Locale } from '../../kernel/locale.js';
import { NotFound } from '../../kernel/problems.js';
import { wordingShapes } from '../../mail/wording/wording-catalog.js';

/** A mail that an office may reword, in one language. */
export interface WhichMail {
  readonly template: string;
  readonly locale: Locale;
}

/** Reads both from an address. Throws `NotFound` for a mail or a language that there isn't. */
export function whichMail(template: string, language: string): WhichMail {
  const locale = locales.find((one) => one === language);
  if (locale === undefined || !wordingShapes.has(template)) throw new NotFound('email_template_not_found');
  return { template, locale };
}

export const locales = ['id', 'en'] as const;
/** Of pages, mails and documents: formal Indonesian, or English. */
export type Locale = (typeof locales)[number];

/** The locale that a text names, or null. */
export function parseLocale(text: string | undefined): Locale | null {
  return locales.find((locale) => locale === text) ?? null;
}

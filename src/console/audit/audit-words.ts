import { Injectable } from '@nestjs/common';
import { Messages } from '../../http/messages.js';
import { formatInstant } from '../../kernel/date-texts.js';
import type { Locale } from '../../kernel/locale.js';
import { defaultZone } from '../../programs/create-batch.js';
import { changesOf, withoutPersonal, type Change } from './audit.rules.js';

const instantForm = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** Says in words what entries hold in codes. Values of people are never among them. */
@Injectable()
export class AuditWords {
  constructor(private readonly messages: Messages) {}

  /** "Angkatan diterbitkan"; a code without words is said to be one. */
  action(locale: Locale, code: string): string {
    const key = `audit:action_${code.replace('.', '_')}`;
    if (this.messages.has(locale, key)) return this.messages.text(locale, key);
    return this.messages.text(locale, 'audit:action_other', { code });
  }

  type(locale: Locale, type: string): string {
    return this.word(locale, `type_${type}`, type);
  }

  /** "Status: Konsep → Terbit", one for each thing that changed. */
  changes(
    locale: Locale,
    before: Readonly<Record<string, unknown>> | null,
    after: Readonly<Record<string, unknown>> | null,
  ): string[] {
    return changesOf(before, after).map((change) => this.change(locale, change));
  }

  private change(locale: Locale, { key, kind, before, after }: Change): string {
    const label = this.word(locale, `key_${key}`, this.messages.text(locale, 'audit:key_other'));
    if (kind === 'hidden') return this.messages.text(locale, 'audit:changed_hidden', { label });
    const [was, is] = [before, after].map((value) => (value === null ? null : this.value(locale, kind, value)));
    if (was === null || was === undefined) return `${label}: ${is ?? '–'}`;
    return `${label}: ${was} → ${is ?? '–'}`;
  }

  private value(locale: Locale, kind: Change['kind'], value: unknown): string {
    if (kind === 'yes_no') return this.word(locale, value === true ? 'yes' : 'no');
    if (Array.isArray(value)) return this.fields(locale, value);
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
    if (kind === 'word') return this.word(locale, `value_${text}`, text);
    if (kind === 'text') return withoutPersonal(text);
    if (!instantForm.test(text)) return text;
    return formatInstant(new Date(text), { locale, zone: defaultZone });
  }

  private fields(locale: Locale, fields: readonly unknown[]): string {
    const other = this.word(locale, 'key_other');
    return fields.map((field) => this.word(locale, `field_${String(field)}`, other)).join(', ');
  }

  private word(locale: Locale, key: string, otherwise = key): string {
    return this.messages.has(locale, `audit:${key}`) ? this.messages.text(locale, `audit:${key}`) : otherwise;
  }
}

import { Injectable } from '@nestjs/common';
import { Messages } from '../../http/messages.js';
import { formatDay, formatInstant } from '../../kernel/date-texts.js';
import { displayPhone } from '../../kernel/phone.js';
import { regions } from '../../kernel/regions.js';
import type { BatchView } from '../../programs/batch.views.js';
import type { RegistrationWarning } from '../../registrations/registration.entity.js';
import type { RegistrationView } from '../../registrations/registration.views.js';
import type { Visit } from '../visit.js';
import type { RegistrationFile } from './participant-file.queries.js';

/** The answers of a registration in the words of its form. */
@Injectable()
export class ParticipantFacts {
  constructor(private readonly messages: Messages) {}

  /** Person, enterprise, registration; what was not answered says so. */
  of(visit: Visit, batch: BatchView, registration: RegistrationView, { consent }: RegistrationFile) {
    const at = (instant: Date) => formatInstant(instant, { locale: visit.locale, zone: batch.timeZone });
    const { channel, createdAt, statusChangedAt } = registration;
    const agreed = consent && this.text(visit, 'consent', { at: at(consent.givenAt), version: consent.version });
    return [
      this.section(visit, 'person', this.person(visit, registration)),
      this.section(visit, 'enterprise', this.enterprise(visit, registration)),
      this.section(visit, 'registration', [
        ['registered', at(new Date(createdAt))],
        ['channel', this.text(visit, `jalur_${channel}`)],
        ['decided', at(new Date(statusChangedAt))],
        ['consent', agreed],
      ]),
    ].filter(({ lines }) => lines.length > 0);
  }

  warning(visit: Visit, { code }: RegistrationWarning): string {
    return this.known(visit, `warning_${code}`, 'warning_other');
  }

  /** A text that may be there, else the one for all others. */
  known(visit: Visit, key: string, other: string): string {
    return this.text(visit, this.messages.has(visit.locale, `selection:${key}`) ? key : other);
  }

  private person(visit: Visit, { gender, birthDate, phone, email, regencyCode, address, role }: RegistrationView) {
    return [
      ['gender', gender && this.text(visit, `gender_${gender}`)],
      ['birth', birthDate && formatDay(birthDate, visit.locale)],
      ['phone', displayPhone(phone)],
      ['email', email],
      ['region', region(regencyCode)],
      ['address', address],
      ['role', role && this.known(visit, `role_${role}`, 'not_given')],
    ] as const;
  }

  private enterprise(visit: Visit, { enterprise }: RegistrationView) {
    if (enterprise === null) return [];
    const { kind, name, nib, cooperativeNumber, sector, scale, regencyCode } = enterprise;
    return [
      ['enterprise', name],
      ['kind', this.text(visit, `usaha_${kind}`)],
      ['nib', nib],
      ...(cooperativeNumber === null ? [] : [['cooperative_number', cooperativeNumber] as const]),
      ['sector', sector && this.sector(visit, sector)],
      ['scale', scale && this.text(visit, `scale_${scale}`)],
      ['enterprise_region', region(regencyCode)],
    ] as const;
  }

  /** One of the form's, or as somebody wrote it. */
  private sector({ locale }: Visit, sector: string): string {
    const key = `pages:sector_${sector}`;
    return this.messages.has(locale, key) ? this.messages.text(locale, key) : sector;
  }

  private section(visit: Visit, word: string, lines: readonly (readonly [string, string | null])[]) {
    return {
      title: this.text(visit, `file_${word}`),
      lines: lines.map(([key, value]) => ({
        label: this.text(visit, `col_${key}`),
        value: value ?? this.text(visit, 'not_given'),
      })),
    };
  }

  private text({ locale }: Visit, key: string, params = {}): string {
    return this.messages.text(locale, `selection:${key}`, params);
  }
}

function region(code: string | null): string | null {
  return code === null ? null : (regions.regency(code)?.name ?? code);
}

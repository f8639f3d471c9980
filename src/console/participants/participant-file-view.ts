import { Injectable } from '@nestjs/common';
import { formField } from '../../http/form-fields.js';
import { hasRole } from '../../identity/actor.js';
import { formatDay, formatInstant, formatTimeRange } from '../../kernel/date-texts.js';
import { dayIn } from '../../kernel/dates.js';
import { whatsAppLink } from '../../kernel/phone.js';
import type { BatchView } from '../../programs/batch.views.js';
import type { RegistrationView } from '../../registrations/registration.views.js';
import { EarlierTrainings } from '../../selection/earlier-trainings.js';
import { batchHref } from '../batch-frame.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';
import { decisions } from './decide-together.js';
import { earlierLines } from './earlier-lines.js';
import { ParticipantFacts } from './participant-facts.js';
import { RegistrationFileQueries, type RegistrationFile } from './participant-file.queries.js';
import { statusBadges, statusText } from './participant-row.js';

/** The names of the two people among the actors of a history who have none. */
const nameless = ['participant', 'system'];

/** What the page about one registration shows. */
@Injectable()
export class ParticipantFileView {
  constructor(
    private readonly pages: ConsolePages,
    private readonly queries: RegistrationFileQueries,
    private readonly earlier: EarlierTrainings,
    private readonly facts: ParticipantFacts,
  ) {}

  async of(visit: Visit, batch: BatchView, registration: RegistrationView, nik: string | undefined) {
    const { id, name, code, phone } = registration;
    const { pages } = this;
    const file = await this.queries.of(visit.actor, id);
    const trainings = (await this.earlier.ofBatch(visit.actor, batch.id, id)).get(id) ?? [];
    const path = batchHref(batch.id, '/peserta');
    const message = pages.text(visit, 'selection:link_message', { title: batch.program.title, link: file.manageUrl });
    return {
      person: { name, code, state: statusText(registration, visit, pages), badge: statusBadges[registration.status] },
      id,
      reason: registration.reason,
      warnings: [...new Set(registration.warnings.map((warning) => this.facts.warning(visit, warning)))],
      facts: this.facts.of(visit, batch, registration, file),
      nik: nik ?? registration.nik,
      nikAction: nik === undefined && registration.nik !== null ? `${path}/${id}/nik` : null,
      backHref: path,
      manageUrl: file.manageUrl,
      whatsAppHref: whatsAppLink(phone, message),
      trainings: earlierLines(trainings, visit, pages),
      ...this.happened(visit, batch, file),
      personalData: this.personalData(visit, `${path}/${id}`, file, batch),
      decideAction: batch.status === 'published' && file.erasedAt === null ? path : null,
      decide: this.decide(visit),
    };
  }

  private personalData(visit: Visit, path: string, { erasedAt }: RegistrationFile, { timeZone: zone }: BatchView) {
    if (erasedAt !== null) {
      const at = formatInstant(erasedAt, { locale: visit.locale, zone });
      return { erased: this.pages.text(visit, 'privacy:erased_at', { at }), exportAction: null, eraseHref: null };
    }
    return {
      erased: null,
      exportAction: `${path}/data-pribadi`,
      eraseHref: hasRole(visit.actor, 'administrator') ? `${path}/hapus` : null,
    };
  }

  private happened(visit: Visit, batch: BatchView, { attendance, certificates, messages, history }: RegistrationFile) {
    const { pages } = this;
    const at = (instant: Date) => formatInstant(instant, { locale: visit.locale, zone: batch.timeZone });
    return {
      attendance: attendance.map(({ title, startsAt, endsAt, status }) => ({
        title,
        when: `${formatDay(dayIn(batch.timeZone, startsAt), visit.locale)}, ${formatTimeRange(startsAt, endsAt, { locale: visit.locale, zone: batch.timeZone })}`,
        state: pages.text(visit, `mark_${status ?? 'none'}`),
      })),
      certificates: certificates.map(({ id, number, status, version }) => ({
        number,
        state: pages.text(visit, `certificate_${status}`, { version }),
        badge: status === 'issued' ? '' : 'badge-bad',
        href: status === 'issued' ? `/console/sertifikat/${id}/pdf` : null,
      })),
      messages: messages.map(({ template, status, createdAt, sentAt }) => ({
        kind: pages.text(visit, `mail_kind_${template}`),
        state: pages.text(visit, `mail_${status}`),
        badge: status === 'failed' ? 'badge-bad' : status === 'sent' ? '' : 'badge-waiting',
        at: at(sentAt ?? createdAt),
      })),
      history: history.map((line) => ({
        did: this.did(visit, line.action),
        by: this.by(visit, line),
        at: at(line.at),
        reason: line.reason,
      })),
    };
  }

  private did(visit: Visit, action: string): string {
    return this.facts.known(visit, `did_${action.replace('.', '_')}`, 'did_other');
  }

  private by(visit: Visit, { by, actorKind }: RegistrationFile['history'][number]): string {
    return by ?? this.pages.text(visit, `selection:by_${nameless.includes(actorKind) ? actorKind : 'user'}`);
  }

  private decide(visit: Visit) {
    const items = decisions.map((word): [string, string] => [word, this.pages.text(visit, `decide_${word}`)]);
    const label = this.pages.text(visit, 'selection:f_decide_one');
    return [
      formField({ name: 'decision', label, groups: [{ group: '', items }], required: true }, '', null),
      formField(
        { name: 'reason', label: this.pages.text(visit, 'f_reason'), hint: this.pages.text(visit, 'f_reason_hint') },
        '',
        null,
      ),
    ];
  }
}

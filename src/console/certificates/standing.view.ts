import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import {
  CertificateStandings,
  type AttendedFigures,
  type BatchStandings,
  type CertificateStanding,
} from '../../certificates/certificate-standings.js';
import type { CertificateView } from '../../certificates/certificate.views.js';
import { formField } from '../../http/form-fields.js';
import { formatNumber } from '../../kernel/numbers.js';
import type { BatchView } from '../../programs/batch.views.js';
import { batchHref } from '../batch-frame.js';
import { ConsolePages } from '../console-pages.js';
import type { Visit } from '../visit.js';
import { groupOf, isFound, standingGroups, type StandingGroup } from './standing.rules.js';

interface Limit {
  readonly limit: number;
}

const badges: Readonly<Record<StandingGroup, string>> = {
  ready: 'badge-waiting',
  issued: '',
  not_yet: 'badge-closed',
  revoked: 'badge-bad',
};

const nothingToDo = { pdfHref: null, againAction: null, correctHref: null, revokeHref: null };

/** The people of a batch as the page of its certificates lists them. */
@Injectable()
export class StandingView {
  constructor(
    private readonly pages: ConsolePages,
    private readonly standings: CertificateStandings,
  ) {}

  /** `limit` people of those who were asked for. Of a batch that never ran there is nobody. */
  async of(visit: Visit, batch: BatchView, limit: number): Promise<Record<string, unknown>> {
    const running = batch.status === 'published' || batch.status === 'completed';
    const { people, minimumAttendance } = running
      ? await this.standings.ofBatch(visit.actor, batch.id)
      : { people: [], minimumAttendance: 0 };
    return { running, ...this.list(visit, batch, { people, minimumAttendance, limit }) };
  }

  private list(visit: Visit, batch: BatchView, { people, minimumAttendance, limit }: BatchStandings & Limit) {
    const { q, keadaan, after } = visit.query;
    const path = batchHref(batch.id, '/sertifikat');
    const ready = people.filter((one) => groupOf(one) === 'ready').length;
    const found = people.filter((one) => isFound(one, { q, group: keadaan }));
    const from = found.findIndex(({ registrationId }) => registrationId === after) + 1;
    const page = found.slice(from, from + limit);
    const last = page.at(-1)?.registrationId ?? '';
    const kept = Object.entries({ q, keadaan }).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]]));
    const more = new URLSearchParams([...kept, ['after', last]]).toString();
    return {
      rule: this.text(visit, 'rule', { percent: minimumAttendance }),
      groups: standingGroups.map((group) => ({
        href: `${path}?keadaan=${group}`,
        text: this.text(visit, `group_${group}`),
        count: people.filter((one) => groupOf(one) === group).length,
      })),
      ready: this.text(visit, ready === 0 ? 'ready_none' : 'ready', { count: ready }),
      issueAction: ready === 0 ? null : path,
      issueText: this.text(visit, 'issue', { count: ready }),
      fields: this.fields(visit),
      clearHref: q === undefined && keadaan === undefined ? null : path,
      nobody: people.length === 0,
      rows: page.map((one) => this.row(visit, batch, one)),
      next: found.length > from + limit ? `${path}?${more}` : null,
    };
  }

  private fields(visit: Visit) {
    const items = standingGroups.map((group) => [group, this.text(visit, `group_${group}`)] as const);
    const search = { name: 'q', label: this.text(visit, 'search'), type: 'search', filter: true, required: true };
    const state = { name: 'keadaan', label: this.text(visit, 'state'), groups: [{ group: '', items }] };
    return [
      formField(search, visit.query.q ?? '', null),
      formField({ ...state, filter: true, required: true }, visit.query.keadaan ?? '', null),
    ];
  }

  private row(visit: Visit, batch: BatchView, standing: CertificateStanding) {
    const { registrationId, name, code, figures, why, certificate } = standing;
    const group = groupOf(standing);
    return {
      name: certificate?.recipientName ?? name,
      code,
      figures: this.figures(visit, figures),
      state: this.text(visit, `group_${group}`),
      badge: badges[group],
      why: why === null || why === 'already_issued' ? null : this.text(visit, `why_${why}`),
      previewHref:
        certificate === null && (why === null || why === 'sessions_to_come')
          ? batchHref(batch.id, `/sertifikat/pratinjau?peserta=${registrationId}`)
          : null,
      certificate: certificate === null ? null : this.certificate(visit, batch, { standing, certificate }),
    };
  }

  private certificate(
    visit: Visit,
    batch: BatchView,
    { standing: { mail, hasEmail }, certificate }: { standing: CertificateStanding; certificate: CertificateView },
  ) {
    const { id, number, version, status, revocationReason } = certificate;
    const own = batchHref(batch.id, `/sertifikat/${id}`);
    const waits = mail === 'pending' || mail === 'sending';
    const valid = {
      pdfHref: `/console/sertifikat/${id}/pdf`,
      againAction: hasEmail && !waits ? `${own}/kirim-ulang` : null,
      correctHref: `${own}/perbaiki`,
      revokeHref: `${own}/cabut`,
    };
    return {
      number: version === 1 ? number : this.text(visit, 'version', { number, version }),
      reason: revocationReason,
      mail: this.text(visit, `mail_${mail ?? (hasEmail ? 'none' : 'no_address')}`),
      key: randomUUID(),
      ...(status === 'issued' ? valid : nothingToDo),
    };
  }

  private figures(visit: Visit, { unit, attended, needed, whole, percentage }: AttendedFigures): string {
    const percent = formatNumber(Math.round(percentage * 10) / 10, visit.locale);
    return this.text(visit, `figures_${unit}`, { attended, needed, whole, percent });
  }

  private text(visit: Visit, key: string, params: Record<string, string | number> = {}): string {
    return this.pages.text(visit, `issuing:${key}`, params);
  }
}

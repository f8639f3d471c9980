import { Injectable } from '@nestjs/common';
import { formField, type FieldPlan } from '../../http/form-fields.js';
import { formatNumber } from '../../kernel/numbers.js';
import { regions } from '../../kernel/regions.js';
import type { QuotaView } from '../../programs/batch.views.js';
import type { QuotaCriterion, Room } from '../../registrations/registration.rules.js';
import type { Candidate } from '../../selection/applicants.queries.js';
import type { Board } from '../../selection/selection.queries.js';
import {
  groupKey,
  groupsFilledBy,
  groupsOf,
  isUndecided,
  proposal,
  type Criterion,
  type Group,
  type Ranked,
} from '../../selection/selection.rules.js';
import { groupText } from '../batch-card.js';
import { batchHref } from '../batch-frame.js';
import type { Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { earlierLines } from '../participants/earlier-lines.js';
import { statusBadges } from '../participants/participant-row.js';
import type { Visit } from '../visit.js';

/** What may become of those who were not ticked. */
export const restWords = ['waitlist', 'reject'] as const;

/** The numbers of those who are ticked, in the order of registering. */
export type Ticked = ReadonlySet<number>;

/** The board of selection: the ranking with its reasons, and the groups that fill. */
@Injectable()
export class BoardView {
  constructor(private readonly pages: ConsolePages) {}

  of(visit: Visit, board: Board, ticked: Ticked, typed: Typed) {
    const { batch, criteria, ranking } = board;
    const path = batchHref(batch.id, '/seleksi');
    const open = batch.status === 'published' && ranking.some(({ applicant }) => isUndecided(applicant));
    return {
      criteria: criteria.map((criterion) => this.criterion(visit, criterion)),
      criteriaHref: `${path}/kriteria`,
      minutesHref: `${path}/berita-acara`,
      action: path,
      open,
      rows: ranking.map((ranked) => this.row(visit, board, ranked, ticked)),
      groups: this.groups(visit, board, ticked),
      pickedCount: ticked.size,
      decide: open ? this.decide(visit, typed) : null,
    };
  }

  /** "Belum pernah ikut pelatihan: 40". */
  criterion(visit: Visit, { word, weight, choice, from, to }: Criterion): string {
    const label = this.pages.text(visit, `selection:criterion_${word}`);
    const ages = from === undefined && to === undefined ? [] : [`${from ?? 0}–${to ?? '…'}`];
    const preferred = [...ages, ...(choice ?? []).map((one) => this.preferred(visit, one))];
    return `${label}${preferred.length === 0 ? '' : ` (${preferred.join(', ')})`}: ${weight}`;
  }

  private preferred(visit: Visit, word: string): string {
    const region = regions.regency(word)?.name;
    if (region !== undefined) return region;
    return this.pages.text(visit, `selection:${['umkm', 'cooperative'].includes(word) ? 'usaha' : 'gender'}_${word}`);
  }

  private row(
    visit: Visit,
    { batch, criteria }: Board,
    { applicant, rank, total, points }: Ranked<Candidate>,
    ticked: Ticked,
  ) {
    const { sequence, name, code, status, reason, trainings } = applicant;
    const decimal = (value: number) => formatNumber(value, visit.locale);
    return {
      ...{ rank, sequence, name, code, reason },
      href: batchHref(batch.id, `/peserta/${applicant.id}`),
      details: this.details(visit, applicant),
      choosable: batch.status === 'published' && isUndecided(applicant),
      picked: ticked.has(sequence),
      groups: groupsFilledBy(applicant, quotasOf(batch.quotas)).join(' '),
      label: this.pages.text(visit, 'selection:pick', { name }),
      state: status === 'submitted' ? null : this.pages.text(visit, `filter_${status}`),
      badge: statusBadges[status],
      score: criteria.length === 0 ? null : this.pages.text(visit, 'selection:score', { total: decimal(total) }),
      points: points.map(({ criterion, points: own }) => ({
        label: this.pages.text(visit, `selection:criterion_${criterion.word}`),
        text: this.pages.text(visit, 'selection:points', { own: decimal(own), weight: criterion.weight }),
      })),
      earlier:
        trainings.length === 0
          ? this.pages.text(visit, 'selection:earlier_never')
          : this.pages.text(visit, 'selection:earlier_times', { count: trainings.length }),
      trainings: earlierLines(trainings, visit, this.pages),
    };
  }

  private details(visit: Visit, { regencyCode, enterpriseName, gender, age, hasNib }: Candidate): string {
    const text = (key: string, params = {}) => this.pages.text(visit, `selection:${key}`, params);
    return [
      regencyCode === null ? [] : (regions.regency(regencyCode)?.name ?? regencyCode),
      enterpriseName ?? text('usaha_none'),
      gender === null ? [] : text(`gender_${gender}`),
      age === null ? [] : text('years', { age }),
      hasNib ? 'NIB' : [],
    ]
      .flat()
      .join(' · ');
  }

  /** Each kind of group under its heading, with what is taken and what is ticked. */
  private groups(visit: Visit, { batch, ranking }: Board, ticked: Ticked) {
    const applicants = ranking.map(({ applicant }) => applicant);
    const quotas = quotasOf(batch.quotas);
    const chosen = applicants
      .filter(({ sequence }) => ticked.has(sequence))
      .flatMap((one) => groupsFilledBy(one, quotas));
    const all = groupsOf(applicants, batch, quotas);
    const bar = (group: Group) => {
      const value = group.taken + chosen.filter((key) => key === groupKey(group)).length;
      return {
        ...{ key: groupKey(group), taken: group.taken, most: group.most, value, over: value > group.most },
        label: this.groupLabel(visit, group, batch.quotas),
        text: this.pages.text(visit, 'seats', { taken: value, capacity: group.most }),
        pattern: this.pages.text(visit, 'seats', { taken: '#', capacity: group.most }),
      };
    };
    return (['seats', 'quota', 'regency', 'gender'] as const)
      .map((kind) => ({
        title: this.pages.text(visit, `selection:group_${kind}`),
        bars: all.filter((group) => group.kind === kind).map(bar),
      }))
      .filter(({ bars }) => bars.length > 0);
  }

  private groupLabel(visit: Visit, { kind, of }: Group, quotas: readonly QuotaView[]): string {
    if (kind === 'seats') return this.pages.text(visit, 'selection:all_seats');
    if (kind === 'regency') return regions.regency(of)?.name ?? of;
    if (kind === 'gender') return this.pages.text(visit, `selection:gender_${of}`);
    return groupText(quotas.find(({ id }) => id === of)?.criterion ?? {}, visit, this.pages);
  }

  private decide(visit: Visit, typed: Typed) {
    const text = (key: string) => this.pages.text(visit, `selection:${key}`);
    const items = restWords.map((word): [string, string] => [word, text(`rest_${word}`)]);
    const plans: FieldPlan[] = [
      { name: 'reason', label: text('f_reason_chosen'), hint: text('f_reason_chosen_hint') },
      { name: 'rest', label: text('f_rest'), hint: text('f_rest_hint'), groups: [{ group: '', items }] },
      { name: 'restReason', label: text('f_rest_reason'), hint: this.pages.text(visit, 'f_reason_hint') },
    ];
    return plans.map((plan) => formField(plan, typed[plan.name] ?? '', null));
  }
}

/** The best who fit, as numbers to tick. */
export function proposedTicks({ batch, ranking }: Board): Ticked {
  return new Set(proposal(ranking, batch, quotasOf(batch.quotas)).map(({ sequence }) => sequence));
}

function quotasOf(quotas: readonly QuotaView[]): (QuotaCriterion & Room)[] {
  return quotas.map(({ id, criterion: { regencyCode, enterpriseKind, gender }, capacity, taken }) => ({
    ...{ id, capacity, taken },
    regencyCode: regencyCode ?? null,
    enterpriseKind: enterpriseKind ?? null,
    gender: gender ?? null,
  }));
}

import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FieldPlan } from '../http/form-fields.js';
import { Masthead } from '../http/masthead.js';
import { regionGroups } from '../http/region-options.js';
import { InvalidInput, type Problem } from '../kernel/problems.js';
import { regions } from '../kernel/regions.js';
import { enterpriseKinds } from '../participants/enterprise.entity.js';
import { genders } from '../participants/participant.entity.js';
import { admissions } from '../programs/batch.entity.js';
import { BatchQueries } from '../programs/batch.queries.js';
import { criterionKey } from '../programs/batch.rules.js';
import { defaultZone } from '../programs/create-batch.js';
import type { BatchView, QuotaView } from '../programs/batch.views.js';
import { groupText } from './batch-card.js';
import { instantIn, localTime, numberIn, type Typed } from './console-forms.js';
import { ConsolePages, type FormView } from './console-pages.js';
import type { Visit } from './visit.js';

const zones = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];

const quotaPrefix = 'quota.';

type Criterion = QuotaView['criterion'];

/** The fields of a batch; each group that may have a quota has a field of its own. */
@Injectable()
export class BatchForm {
  constructor(
    private readonly pages: ConsolePages,
    private readonly masthead: Masthead,
    private readonly batches: BatchQueries,
  ) {}

  /** Of an earlier batch that the address names everything but its dates. Throws `NotFound` for none. */
  async fresh({ actor, query: { dari } }: Visit): Promise<Typed> {
    if (!isUUID(dari)) return { timeZone: defaultZone, admission: 'automatic', lateAfterMinutes: '15' };
    const earlier = await this.batches.one(actor, String(dari));
    return { ...this.of(earlier), registrationOpensAt: '', registrationClosesAt: '' };
  }

  of({ venue, timeZone, capacity, venueSeats, admission, lateAfterMinutes, quotas, ...batch }: BatchView): Typed {
    return {
      ...{ timeZone, admission },
      'venue.name': venue.name,
      'venue.address': venue.address,
      'venue.regencyCode': venue.regencyCode,
      capacity: String(capacity),
      venueSeats: String(venueSeats ?? ''),
      lateAfterMinutes: String(lateAfterMinutes),
      registrationOpensAt: localTime(timeZone, batch.registrationOpensAt),
      registrationClosesAt: localTime(timeZone, batch.registrationClosesAt),
      ...Object.fromEntries(quotas.map((quota) => [fieldOf(quota.criterion), String(quota.capacity)])),
    };
  }

  async plans(visit: Visit): Promise<FieldPlan[]> {
    const text = (key: string) => this.pages.text(visit, key);
    const office = await this.masthead.office();
    const regencies = regionGroups(office?.provinceCode ?? '');
    const words = (prefix: string, list: readonly string[]) =>
      list.map((word): [string, string] => [word, text(`${prefix}${word}`)]);
    return [
      { name: 'venue.name', label: text('f_venue'), hint: text('f_venue_hint'), required: true },
      { name: 'venue.address', label: text('f_venue_address'), required: true },
      { name: 'venue.regencyCode', label: text('f_venue_region'), groups: regencies, required: true },
      { name: 'timeZone', label: text('f_zone'), choices: words('zone_', zones), required: true },
      { name: 'capacity', label: text('f_capacity'), inputmode: 'numeric', required: true },
      {
        name: 'venueSeats',
        label: text('walk-in:f_venue_seats'),
        hint: text('walk-in:f_venue_seats_hint'),
        inputmode: 'numeric',
      },
      { name: 'admission', label: text('f_admission'), choices: words('admission_', admissions), required: true },
      { name: 'registrationOpensAt', label: text('f_opens'), type: 'datetime-local', required: true },
      { name: 'registrationClosesAt', label: text('f_closes'), type: 'datetime-local', required: true },
      { name: 'lateAfterMinutes', label: text('f_late'), hint: text('f_late_hint'), inputmode: 'numeric' },
    ];
  }

  /** Every kabupaten/kota of the office's province, both kinds of enterprise, both genders, and what a quota names besides. */
  private async quotaPlans(visit: Visit, typed: Typed): Promise<FieldPlan[]> {
    const office = await this.masthead.office();
    const usual: Criterion[] = [
      ...regions.regenciesOf(office?.provinceCode ?? '').map(({ code }) => ({ regencyCode: code })),
      ...enterpriseKinds.map((enterpriseKind) => ({ enterpriseKind })),
      ...genders.map((gender) => ({ gender })),
    ];
    const names = new Set([...usual.map(fieldOf), ...quotaFields(typed).filter(namesGroup)]);
    return [...names].map((name) => ({
      name,
      label: groupText(criterionOf(name), visit, this.pages),
      inputmode: 'numeric',
    }));
  }

  async show(visit: Visit, view: FormView, typed: Typed, problem: Problem | null): Promise<void> {
    const more = {
      title: this.pages.text(visit, 'quotas'),
      lead: this.pages.text(visit, 'quotas_lead'),
      plans: await this.quotaPlans(visit, typed),
    };
    const faults = problem === null ? null : atQuotaFields(problem, typed);
    await this.pages.form(visit, view, { plans: await this.plans(visit), typed, problem: faults, more });
  }
}

/** The body that the API would take. */
export function batchBody(typed: Typed): Record<string, unknown> {
  const zone = zones.find((one) => one === typed.timeZone) ?? defaultZone;
  return {
    venue: {
      name: typed['venue.name'],
      address: typed['venue.address'],
      regencyCode: typed['venue.regencyCode'],
    },
    timeZone: typed.timeZone,
    admission: typed.admission,
    capacity: numberIn(typed.capacity),
    venueSeats: numberIn(typed.venueSeats) ?? null,
    lateAfterMinutes: numberIn(typed.lateAfterMinutes),
    registrationOpensAt: instantIn(zone, typed.registrationOpensAt),
    registrationClosesAt: instantIn(zone, typed.registrationClosesAt),
    quotas: quotaFields(typed).map((name) => ({ criterion: criterionOf(name), capacity: numberIn(typed[name]) })),
  };
}

/** Faults of the third quota of the body stand at the third quota field that was filled in. */
function atQuotaFields(problem: Problem, typed: Typed): Problem {
  if (!(problem instanceof InvalidInput)) return problem;
  const fields = quotaFields(typed);
  const errors = problem.errors.map((error) => {
    const index = /^quotas\.(\d+)\./.exec(error.field)?.[1];
    return index === undefined ? error : { ...error, field: fields[Number(index)] ?? error.field };
  });
  return new InvalidInput(errors);
}

function quotaFields(typed: Typed): string[] {
  return Object.keys(typed).filter((name) => name.startsWith(quotaPrefix) && typed[name] !== '');
}

/** Anybody may send a field of any name; only a group that there is can be shown again. */
function namesGroup(field: string): boolean {
  const { regencyCode, enterpriseKind, gender } = criterionOf(field);
  const isOne = (word: string | undefined, words: readonly string[]) => word === undefined || words.includes(word);
  const region = regencyCode === undefined || regions.isRegency(regencyCode);
  return region && isOne(enterpriseKind, enterpriseKinds) && isOne(gender, genders);
}

function fieldOf(criterion: Criterion): string {
  return `${quotaPrefix}${criterionKey(criterion)}`;
}

function criterionOf(field: string): Criterion {
  const [regencyCode = '', enterpriseKind = '', gender = ''] = field.slice(quotaPrefix.length).split('|');
  const given = Object.entries({ regencyCode, enterpriseKind, gender }).filter(([, word]) => word !== '');
  return Object.fromEntries(given);
}

import { ArrayMaxSize, IsArray, IsDefined } from 'class-validator';
import {
  Optional,
  InstantField,
  ReadField,
  RegencyField,
  TextField,
  WholeNumberField,
  WordField,
  GroupOf,
  GroupsOf,
} from '../http/fields.js';
import { isTimeZone } from '../kernel/dates.js';
import { admissions, type Admission } from './batch.entity.js';

const mostSeats = 100_000;

/** Words of the people's floor, which this floor does not see. */
const enterpriseKinds = ['umkm', 'cooperative'] as const;
const genders = ['female', 'male'] as const;

export class VenueBody {
  @TextField({ max: 200 })
  readonly name!: string;

  @TextField({ max: 300 })
  readonly address!: string;

  @RegencyField()
  readonly regencyCode!: string;
}

/** All that are given must match; at least one is. */
export class QuotaCriterionBody {
  @RegencyField({ optional: true })
  readonly regencyCode?: string;

  @WordField(enterpriseKinds, { optional: true })
  readonly enterpriseKind?: (typeof enterpriseKinds)[number];

  @WordField(genders, { optional: true })
  readonly gender?: (typeof genders)[number];
}

export class QuotaBody {
  @IsDefined()
  @GroupOf(() => QuotaCriterionBody)
  readonly criterion!: QuotaCriterionBody;

  @WholeNumberField({ min: 0, max: mostSeats })
  readonly capacity!: number;
}

function TimeZoneField(): PropertyDecorator {
  return ReadField(
    (text) => (isTimeZone(text) ? { ok: true, value: text } : { ok: false, code: 'time_zone_unknown' }),
    { optional: true },
  );
}

export class BatchBody {
  @IsDefined()
  @GroupOf(() => VenueBody)
  readonly venue!: VenueBody;

  /** IANA; `Asia/Makassar` when left out. */
  @TimeZoneField()
  readonly timeZone?: string;

  @WholeNumberField({ min: 1, max: mostSeats })
  readonly capacity!: number;

  /** The most that the room holds: as far as staff may go beyond the capacity, one decision for each seat. */
  @WholeNumberField({ min: 1, max: mostSeats, clearable: true })
  readonly venueSeats?: number | null;

  @WordField(admissions)
  readonly admission!: Admission;

  @InstantField()
  readonly registrationOpensAt!: Date;

  @InstantField()
  readonly registrationClosesAt!: Date;

  @WholeNumberField({ min: 0, max: 240, optional: true })
  readonly lateAfterMinutes?: number;

  @Optional()
  @IsArray()
  @ArrayMaxSize(100)
  @GroupsOf(() => QuotaBody)
  readonly quotas?: QuotaBody[];
}

export class BatchChangeBody {
  @Optional()
  @GroupOf(() => VenueBody)
  readonly venue?: VenueBody;

  @TimeZoneField()
  readonly timeZone?: string;

  @WholeNumberField({ min: 1, max: mostSeats, optional: true })
  readonly capacity?: number;

  /** `null` says that nobody knows. */
  @WholeNumberField({ min: 1, max: mostSeats, clearable: true })
  readonly venueSeats?: number | null;

  @WordField(admissions, { optional: true })
  readonly admission?: Admission;

  @InstantField({ optional: true })
  readonly registrationOpensAt?: Date;

  @InstantField({ optional: true })
  readonly registrationClosesAt?: Date;

  @WholeNumberField({ min: 0, max: 240, optional: true })
  readonly lateAfterMinutes?: number;

  /** Replaces the list: a quota with the same criterion keeps its seats and gets the new capacity. */
  @Optional()
  @IsArray()
  @ArrayMaxSize(100)
  @GroupsOf(() => QuotaBody)
  readonly quotas?: QuotaBody[];
}

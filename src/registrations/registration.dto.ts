import { Allow, IsDefined, IsOptional } from 'class-validator';
import {
  DayField,
  EmailField,
  NameField,
  PhoneField,
  ReadField,
  RegencyField,
  TextField,
  WordField,
  GroupOf,
} from '../http/fields.js';
import { PageQuery } from '../http/paging.js';
import { parseCooperativeNumber } from '../kernel/cooperative-number.js';
import { parseNib } from '../kernel/nib.js';
import {
  enterpriseKinds,
  enterpriseScales,
  type EnterpriseKind,
  type EnterpriseScale,
} from '../participants/enterprise.entity.js';
import { genders, type Gender } from '../participants/participant.entity.js';
import { consentManners, type ConsentManner } from './consent.entity.js';
import {
  participantRoles,
  registrationChannels,
  type ParticipantRole,
  type RegistrationChannel,
} from './registration.entity.js';
import {
  admissionDecisions,
  registrationStatuses,
  seatWishes,
  type AdmissionDecision,
  type RegistrationStatus,
  type SeatWish,
} from './registration.rules.js';

const longestNik = 40;

export class ParticipantBody {
  /** As it was typed; `requirements.ts` reads it, since the kind of program decides whether it is needed. */
  @TextField({ max: longestNik, optional: true })
  readonly nik?: string;

  @NameField()
  readonly name!: string;

  @WordField(genders)
  readonly gender!: Gender;

  @DayField({ optional: true })
  readonly birthDate?: string;

  @PhoneField()
  readonly phone!: string;

  @EmailField({ optional: true })
  readonly email?: string;

  @RegencyField()
  readonly regencyCode!: string;

  @TextField({ max: 255, optional: true })
  readonly address?: string;
}

export class EnterpriseBody {
  @WordField(enterpriseKinds)
  readonly kind!: EnterpriseKind;

  @TextField({ max: 150 })
  readonly name!: string;

  @ReadField(
    (text) => {
      const reading = parseNib(text);
      return reading.ok ? { ok: true, value: reading.nib } : reading;
    },
    { optional: true },
  )
  readonly nib?: string;

  @ReadField(
    (text) => {
      const reading = parseCooperativeNumber(text);
      return reading.ok ? { ok: true, value: reading.cooperativeNumber } : reading;
    },
    { optional: true },
  )
  readonly cooperativeNumber?: string;

  @TextField({ max: 60, optional: true })
  readonly sector?: string;

  @WordField(enterpriseScales, { optional: true })
  readonly scale?: EnterpriseScale;

  @RegencyField({ optional: true })
  readonly regencyCode?: string;
}

export class RegistrationBody {
  @IsDefined()
  @GroupOf(() => ParticipantBody)
  readonly participant!: ParticipantBody;

  @IsOptional()
  @GroupOf(() => EnterpriseBody)
  readonly enterprise?: EnterpriseBody | null;

  @WordField(participantRoles, { optional: true })
  readonly role?: ParticipantRole;

  /** Exactly `true`; anything else is `consent_required`. */
  @Allow()
  readonly consent?: unknown;
}

const staffChannels = ['staff', 'walk_in'] as const;

export class StaffRegistrationBody extends RegistrationBody {
  /** `staff` when left out. */
  @WordField(staffChannels, { optional: true })
  readonly channel?: (typeof staffChannels)[number];

  /**
   * `usual` when left out: as for everybody. `now` confirms or refuses, in a batch with selection too; `extra` confirms
   * though the batch or a quota is full, up to the venue's seats, and needs `seatReason`.
   */
  @WordField(seatWishes, { optional: true })
  readonly seat?: SeatWish;

  @TextField({ max: 300, optional: true })
  readonly seatReason?: string;

  /** How the person agreed to the notice, when staff took it down. */
  @WordField(consentManners, { optional: true })
  readonly consentManner?: ConsentManner;
}

export class AdmissionBody {
  @WordField(admissionDecisions)
  readonly decision!: AdmissionDecision;

  @TextField({ max: 500, optional: true })
  readonly reason?: string;

  /** Why a person is confirmed though all seats are taken, up to the venue's seats; only with `confirm`. */
  @TextField({ max: 300, optional: true })
  readonly extraSeat?: string;
}

export class CancellationBody {
  @TextField({ max: 500, optional: true })
  readonly reason?: string;
}

export class BatchCancellationBody {
  @TextField({ max: 500 })
  readonly reason!: string;
}

export class LookupBody {
  @TextField({ max: 40 })
  readonly code!: string;

  @TextField({ max: 40 })
  readonly phoneLast4!: string;
}

export class RegistrationListQuery extends PageQuery {
  @WordField(registrationStatuses, { optional: true })
  readonly status?: RegistrationStatus;

  /** Part of a name in any case, or a whole code. */
  @TextField({ max: 100, optional: true })
  readonly q?: string;

  @RegencyField({ optional: true })
  readonly regencyCode?: string;

  @WordField(genders, { optional: true })
  readonly gender?: Gender;

  /** `none` for those who have no enterprise yet. */
  @WordField([...enterpriseKinds, 'none'], { optional: true })
  readonly enterpriseKind?: EnterpriseKind | 'none';

  @WordField(registrationChannels, { optional: true })
  readonly channel?: RegistrationChannel;

  /** Whether something about the answers should be looked at. */
  @WordField(['yes', 'no'], { optional: true })
  readonly warned?: 'yes' | 'no';
}

export type RegistrationFilter = Omit<RegistrationListQuery, 'after' | 'limit'>;

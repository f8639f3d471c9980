import { IsDefined, IsOptional } from 'class-validator';
import { EmailField, NameField, PhoneField, RegencyField, TextField, WordField, GroupOf } from '../http/fields.js';
import { genders, type Gender } from '../participants/participant.entity.js';
import { EnterpriseBody } from './registration.dto.js';
import { participantRoles, type ParticipantRole } from './registration.entity.js';

export class CorrectedParticipantBody {
  @NameField()
  readonly name!: string;

  @WordField(genders)
  readonly gender!: Gender;

  @PhoneField()
  readonly phone!: string;

  @EmailField({ optional: true })
  readonly email?: string;

  @RegencyField()
  readonly regencyCode!: string;

  @TextField({ max: 255, optional: true })
  readonly address?: string;
}

/** Everything that a registrant may correct, as it shall be; what is left out is emptied. */
export class CorrectionBody {
  @IsDefined()
  @GroupOf(() => CorrectedParticipantBody)
  readonly participant!: CorrectedParticipantBody;

  @IsOptional()
  @GroupOf(() => EnterpriseBody)
  readonly enterprise?: EnterpriseBody | null;

  @WordField(participantRoles, { optional: true })
  readonly role?: ParticipantRole;
}

import { Allow, ArrayMaxSize, ArrayMinSize, IsArray, IsDefined } from 'class-validator';
import { WordField, GroupOf, GroupsOf } from '../http/fields.js';
import { EnterpriseBody, ParticipantBody } from './registration.dto.js';
import { cooperativeRoles, type CooperativeRole } from './registration.entity.js';

export const fewestInGroup = 2;
export const mostInGroup = 10;

export class GroupMemberBody extends ParticipantBody {
  @WordField(cooperativeRoles, { optional: true })
  readonly role?: CooperativeRole;
}

/** Several people of one cooperative. */
export class GroupRegistrationBody {
  /** Of kind `cooperative`. */
  @IsDefined()
  @GroupOf(() => EnterpriseBody)
  readonly enterprise!: EnterpriseBody;

  /** Two to ten; each gets a code, a link and, with an address, mails of the own. */
  @IsArray()
  @ArrayMinSize(fewestInGroup)
  @ArrayMaxSize(mostInGroup)
  @GroupsOf(() => GroupMemberBody)
  readonly participants!: GroupMemberBody[];

  /** Exactly `true`, on behalf of all of them; anything else is `consent_required`. */
  @Allow()
  readonly consent?: unknown;
}

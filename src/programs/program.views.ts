import type { PartnerContact } from './partner-contact.entity.js';
import type { Partner, PartnerKind } from './partner.entity.js';
import type { FundingSource, Program, ProgramKind, RequirableField } from './program.entity.js';
import type { Trainer } from './trainer.entity.js';

export interface ProgramView {
  readonly id: string;
  readonly kind: ProgramKind;
  readonly title: string;
  readonly theme: string | null;
  readonly description: string | null;
  readonly fiscalYear: number;
  readonly fundingSource: FundingSource;
  readonly partnerIds: readonly string[];
  readonly minimumAttendance: number;
  readonly requiredFields: readonly RequirableField[];
  readonly createdAt: string;
}

export function programJson(program: Program, partnerIds: readonly string[]): ProgramView {
  const { id, kind, title, theme, description, fiscalYear, fundingSource, minimumAttendance, requiredFields } = program;
  const createdAt = program.createdAt.toISOString();
  const plain = { id, kind, title, theme, description, fiscalYear, fundingSource };
  return { ...plain, partnerIds, minimumAttendance, requiredFields, createdAt };
}

export interface PartnerView {
  readonly id: string;
  readonly name: string;
  readonly kind: PartnerKind;
  readonly contacts: readonly { readonly id: string; readonly name: string; readonly email: string }[];
}

export function partnerJson({ id, name, kind }: Partner, contacts: readonly PartnerContact[]): PartnerView {
  const own = contacts.filter(({ partnerId }) => partnerId === id);
  return {
    id,
    name,
    kind,
    contacts: own.map((contact) => ({ id: contact.id, name: contact.name, email: contact.email })),
  };
}

export interface TrainerView {
  readonly id: string;
  readonly name: string;
  readonly organization: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

export function trainerJson({ id, name, organization, email, phone }: Trainer): TrainerView {
  return { id, name, organization, email, phone };
}

import { Module } from '@nestjs/common';
import { IdentifyParticipant } from './identify-participant.js';
import { KeepApplicant } from './keep-applicant.js';
import { NikVault } from './nik-vault.js';
import { RecordEnterprise } from './record-enterprise.js';

const services = [NikVault, IdentifyParticipant, RecordEnterprise, KeepApplicant];

@Module({ providers: services, exports: services })
export class ParticipantsModule {}

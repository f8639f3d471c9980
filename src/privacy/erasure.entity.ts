import { Entity, ForeignKey } from 'typeorm';
import { IdColumn, InstantColumn, ReferenceColumn } from '../database/columns.js';
import { Office } from '../identity/office.entity.js';
import { Participant } from '../participants/participant.entity.js';

/** That a person was made anonymous: her row names nobody any more. */
@Entity('erasures')
export class Erasure {
  @ForeignKey(() => Participant) @IdColumn() readonly participantId!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  @InstantColumn() readonly erasedAt!: Date;
}

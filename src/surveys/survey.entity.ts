import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  IntegerColumn,
  JsonColumn,
  ReferenceColumn,
  WordColumn,
} from '../database/columns.js';
import { Office } from '../identity/office.entity.js';
import { Batch } from '../programs/batch.entity.js';
import type { SurveyStatus } from './survey-phase.rules.js';
import type { SurveyQuestion } from './survey-question.rules.js';

/** What those who attended a batch are asked afterwards. */
@Entity('surveys')
@Index('uq_surveys_batch_id', ['batchId'], { unique: true })
@Index('ix_surveys_office_id', ['officeId', 'id'])
@Check('ck_surveys_status', "status IN ('draft', 'ready')")
@Check('ck_surveys_days_open', 'days_open BETWEEN 1 AND 90')
export class Survey {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Office) @ReferenceColumn() readonly officeId!: string;
  @ForeignKey(() => Batch) @ReferenceColumn() readonly batchId!: string;
  @WordColumn() readonly status!: SurveyStatus;
  @JsonColumn() readonly questions!: readonly SurveyQuestion[];
  /** Raised by every change of the questions. */
  @IntegerColumn() readonly revision!: number;
  /** From the first on, the questions stay as they are. */
  @IntegerColumn() readonly answerCount!: number;
  @IntegerColumn() readonly daysOpen!: number;
  /** By the organiser; else it opens after the last session. */
  @InstantColumn({ nullable: true }) readonly openedAt!: Date | null;
  /** By the organiser; else it closes when its days are over. */
  @InstantColumn({ nullable: true }) readonly closedAt!: Date | null;
  @InstantColumn() readonly createdAt!: Date;
}

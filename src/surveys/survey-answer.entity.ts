import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, JsonColumn, ReferenceColumn } from '../database/columns.js';
import type { Sheet } from './survey-sheet.rules.js';
import { Survey } from './survey.entity.js';

/**
 * What somebody answered; nobody can tell who. The id is a random UUIDv4: our other ids tell the time of their making.
 */
@Entity('survey_answers')
@Index('ix_survey_answers_survey_id', ['surveyId'])
export class SurveyAnswer {
  @IdColumn() readonly id!: string;
  @ForeignKey(() => Survey) @ReferenceColumn() readonly surveyId!: string;
  @JsonColumn() readonly sheet!: Sheet;
}

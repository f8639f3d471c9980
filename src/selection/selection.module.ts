import { Module } from '@nestjs/common';
import { ProgramsModule } from '../programs/programs.module.js';
import { ApplicantQueries } from './applicants.queries.js';
import { EarlierTrainings } from './earlier-trainings.js';
import { SaveCriteria } from './save-criteria.js';
import { SelectionController } from './selection.controller.js';
import { SelectionQueries } from './selection.queries.js';

@Module({
  imports: [ProgramsModule],
  controllers: [SelectionController],
  providers: [EarlierTrainings, ApplicantQueries, SelectionQueries, SaveCriteria],
  exports: [EarlierTrainings, SelectionQueries, SaveCriteria],
})
export class SelectionModule {}

import { Module } from '@nestjs/common';
import { RegistrationsModule } from '../registrations/registrations.module.js';
import { AnswerSurvey } from './answer-survey.js';
import { ChangeQuestions } from './change-questions.js';
import { ConductSurvey } from './conduct-survey.js';
import { InviteAttendants } from './invite-attendants.js';
import { SurveyMailView } from './survey-mail-view.js';
import { SurveyNote } from './survey-note.js';
import { SurveyPageTexts } from './survey-page-texts.js';
import { SurveyParticipation } from './survey-participation.js';
import { SurveyPages } from './survey.pages.js';
import { SurveyQueries } from './survey.queries.js';

@Module({
  imports: [RegistrationsModule],
  controllers: [SurveyPages],
  providers: [
    AnswerSurvey,
    ChangeQuestions,
    ConductSurvey,
    InviteAttendants,
    SurveyMailView,
    SurveyNote,
    SurveyPageTexts,
    SurveyParticipation,
    SurveyQueries,
  ],
  exports: [ChangeQuestions, ConductSurvey, SurveyQueries],
})
export class SurveysModule {}

import { Module } from '@nestjs/common';
import { SurveysModule } from '../../surveys/surveys.module.js';
import { ConsoleFrameModule } from '../console-frame.module.js';
import { QuestionPages } from './question.pages.js';
import { QuestionsPages } from './questions.pages.js';
import { SurveyResultTexts } from './survey-result-texts.js';
import { SurveyResultsPages } from './survey-results.pages.js';
import { SurveyStandingTexts } from './survey-standing-texts.js';

/** Asking those who attended: the questions, when they may be answered, and what they said. */
@Module({
  imports: [ConsoleFrameModule, SurveysModule],
  controllers: [SurveyResultsPages, QuestionsPages, QuestionPages],
  providers: [SurveyResultTexts, SurveyStandingTexts],
})
export class SurveyConsoleModule {}

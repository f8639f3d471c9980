import { AnswerSurvey } from '../../src/surveys/answer-survey.js';
import { readyQuestions } from '../../src/surveys/ready-questions.js';
import { SurveyParticipation } from '../../src/surveys/survey-participation.js';
import type { SurveyQuestion } from '../../src/surveys/survey-question.rules.js';
import { RegistrationLinks } from '../../src/registrations/registration-links.js';
import { aBrowser } from '../console/browser.js';
import { anAttendant } from '../factories/attendance.js';
import { aBatch, aSession } from '../factories/batch.js';
import { aSurvey } from '../factories/survey.js';
import { describeEveryPage } from './every-page.js';
import type { Website } from './website.js';

const now = new Date('2026-10-20T04:00:00Z');
const said = ['Perbanyak praktik', 'Tempatnya nyaman', 'Waktu kurang'];

function sheetOf(questions: readonly SurveyQuestion[], number: number): Record<string, string> {
  const values = { scale: 5 - (number % 3), choices: `${number % 4},5`, choice: '0', yes_no: 'yes' };
  const typed = questions.map(({ id, kind }): [string, string] => [
    `q.${id}`,
    kind === 'short_text' || kind === 'long_text' ? (said[number % 3] ?? '') : String(values[kind]),
  ]);
  return Object.fromEntries(typed);
}

async function held(site: Website, userId: string, officeId: string) {
  const batch = await aBatch(site.app.database, { officeId });
  const session = await aSession(site.app.database, batch);
  return { batch, session, userId };
}

describeEveryPage(
  'survey',
  [
    'form',
    'answered',
    'note',
    'results',
    'questions',
    'frozen questions',
    'question',
    'texts',
    'nothing asked',
    'nothing set',
  ],
  async (site) => {
    site.app.clock.moveTo(now);
    const { cookie, member } = await aBrowser(site.app);
    const { userId, officeId } = member;
    const { app, database } = site.app;
    const [asked, planned, empty] = [
      await held(site, userId, officeId),
      await held(site, userId, officeId),
      await held(site, userId, officeId),
    ];
    const survey = await aSurvey(database, asked.batch, { questions: readyQuestions() });
    const plan = await aSurvey(database, planned.batch, { questions: readyQuestions(), status: 'draft' });
    const people = app.get(SurveyParticipation);
    const paths: string[] = [];
    for (let number = 0; number < 7; number += 1) {
      const path = people.path(await anAttendant(database, asked));
      const typed = sheetOf(survey.questions, number);
      await app.get(AnswerSurvey).run(path.split('/').at(-1) ?? '', { revision: 1, typed });
      paths.push(path);
    }
    const waiting = await anAttendant(database, asked);
    const text = survey.questions.find(({ kind }) => kind === 'long_text')?.id ?? '';
    const of = ({ batch }: typeof asked, rest = '') => `/console/angkatan/${batch.id}/survei${rest}`;
    return {
      cookie,
      given: [...said, 'Dinas Koperasi dan UKM Provinsi Contoh'],
      paths: {
        form: people.path(waiting),
        answered: paths[0] ?? '',
        note: `/pendaftaran/${app.get(RegistrationLinks).manageToken(waiting)}`,
        results: of(asked),
        questions: of(planned, '/pertanyaan'),
        'frozen questions': of(asked, '/pertanyaan'),
        question: of(planned, `/pertanyaan/${plan.questions[4]?.id ?? ''}`),
        texts: of(asked, `/teks/${text}`),
        'nothing asked': of(empty),
        'nothing set': of(empty, '/pertanyaan'),
      },
    };
  },
);

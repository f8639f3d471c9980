import type { Database } from '../../src/database/database.js';
import { insertRow, type Row } from '../../src/database/rows.js';
import { newId } from '../../src/kernel/ids.js';
import type { Batch } from '../../src/programs/batch.entity.js';
import type { QuestionKind, SurveyQuestion } from '../../src/surveys/survey-question.rules.js';
import { Survey } from '../../src/surveys/survey.entity.js';

/** A question with three options where its kind has any; it must be answered unless given otherwise. */
export function aQuestion(kind: QuestionKind, given: Partial<SurveyQuestion> = {}): SurveyQuestion {
  const options = ['Modal', 'Pasar', 'Izin'].map((id) => ({ id, en: `${id} in English` }));
  return {
    id: newId(),
    kind,
    required: true,
    text: { id: `Pertanyaan ${kind}`, en: null },
    options: kind === 'choice' || kind === 'choices' ? options : [],
    ...given,
  };
}

/** A survey that opens after the last session of its batch, with one question of scale, unless given otherwise. */
export async function aSurvey(
  database: Database,
  { id: batchId, officeId }: Pick<Batch, 'id' | 'officeId'>,
  given: Partial<Row<Survey>> = {},
): Promise<Survey> {
  const id = newId();
  await database.transaction((tx) =>
    insertRow(tx, Survey, {
      id,
      officeId,
      batchId,
      status: 'ready',
      questions: [aQuestion('scale')],
      revision: 1,
      answerCount: 0,
      daysOpen: 14,
      openedAt: null,
      closedAt: null,
      createdAt: new Date('2026-10-05T00:00:00.000Z'),
      ...given,
    }),
  );
  return database.reader.findOneByOrFail(Survey, { id });
}

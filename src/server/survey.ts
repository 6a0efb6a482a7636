import { answer } from '../metrics/answer';
import { isNote } from '../metrics/evidence-index';
import type { Question } from '../metrics/question';
import { isProduct, type Subject } from '../metrics/subjects';
import { type NotesSurvey, rankProducts, surveyNotes } from '../metrics/survey';
import type { Reading } from './store/reading';

/** What all of a workspace's notes show together, for a question. */
export async function surveyIn(reading: Reading, question: Question): Promise<NotesSurvey> {
  return surveyNotes((await reading.names.all()).filter(isNote), question, answersIn(reading));
}

/** The best of all of a workspace's products. */
export async function bestProductsIn(reading: Reading, question: Question): Promise<NotesSurvey['rankings']> {
  return rankProducts((await reading.names.all()).filter(isProduct), question, answersIn(reading));
}

function answersIn(reading: Reading) {
  return async (page: readonly Subject[], asked: Question) =>
    answer(asked, page, await reading.evidenceForAnswers(page, asked), reading.links);
}

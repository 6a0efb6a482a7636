import { answer } from '../metrics/answer';
import { isNote } from '../metrics/evidence-index';
import type { Question } from '../metrics/question';
import { type Waterlines, waterlinesOf } from '../metrics/waterlines';
import type { Reading } from './store/reading';

/** The water lines of all of a workspace's notes for a question. */
export async function waterlinesIn(reading: Reading, question: Question): Promise<Waterlines> {
  const notes = (await reading.names.all()).filter(isNote);
  return waterlinesOf(notes, question, async (page, asked) =>
    answer(asked, page, await reading.evidenceForAnswers(page, asked), reading.links),
  );
}

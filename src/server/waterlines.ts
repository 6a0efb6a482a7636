import { answer } from '../metrics/answer';
import { isNote } from '../metrics/evidence-index';
import type { Question } from '../metrics/question';
import { WATERLINE_MEASURES, WaterlineBuilder, type Waterlines } from '../metrics/waterlines';
import type { Reading } from './store/reading';

/** Notes answered about at a time: memory holds their rows, and of those before only a few figures. */
const PAGE = 200;

const MEASURES = [...new Set(Object.values(WATERLINE_MEASURES).flat())];

/** The water lines of all of a workspace's notes for a question; which measures it asks for does not matter. */
export async function waterlinesOf(reading: Reading, question: Question): Promise<Waterlines> {
  const notes = (await reading.names.all()).filter(isNote);
  const lines = new WaterlineBuilder();
  for (let start = 0; start < notes.length; start += PAGE) {
    const page = notes.slice(start, start + PAGE);
    const asked = { ...question, measures: MEASURES };
    const answers = answer(asked, page, await reading.evidence(page, asked), reading.links);
    lines.add(Object.values(answers));
  }
  return lines.lines();
}

import type { MeasureKey } from './measures';
import type { Answer, Question } from './question';
import { RANKED_MEASURES, type Ranking, RankingBuilder } from './ranking';
import type { Subject } from './subjects';
import type { Bars } from './verdicts';
import { WATERLINE_MEASURES, WaterlineBuilder, type Waterlines } from './waterlines';

/** What is learnt by looking at all of a workspace's notes together. */
export interface NotesSurvey {
  waterlines: Waterlines;
  /** The best of them, held against these targets and the water lines. */
  rankings(targets: Bars['targets']): Ranking[];
}

type AnswersTo = (page: readonly Subject[], asked: Question) => Promise<Record<Subject, Answer | null>>;

const SURVEYED = [...new Set<MeasureKey>([...Object.values(WATERLINE_MEASURES).flat(), ...RANKED_MEASURES])];

/** Subjects answered about at a time: memory holds their rows, and of those before only a few figures. */
const PAGE = 200;

/** The water lines and the best of these notes for a question; which measures it asks for does not matter. */
export async function surveyNotes(
  notes: readonly Subject[],
  question: Question,
  answersTo: AnswersTo,
): Promise<NotesSurvey> {
  const lines = new WaterlineBuilder();
  const best = new RankingBuilder();
  await inPages(notes, { ...question, measures: SURVEYED }, answersTo, (answers) => {
    lines.add(answers);
    best.add(answers);
  });
  const waterlines = lines.lines();
  return { waterlines, rankings: (targets) => best.rankings({ targets, waterlines }) };
}

/** The best of these products for a question, in the same way: water lines are for notes. */
export async function rankProducts(
  products: readonly Subject[],
  question: Question,
  answersTo: AnswersTo,
): Promise<NotesSurvey['rankings']> {
  const best = new RankingBuilder();
  await inPages(products, { ...question, measures: [...RANKED_MEASURES] }, answersTo, (answers) => best.add(answers));
  return (targets) => best.rankings({ targets, waterlines: null });
}

async function inPages(
  subjects: readonly Subject[],
  asked: Question,
  answersTo: AnswersTo,
  take: (answers: (Answer | null)[]) => void,
): Promise<void> {
  for (let start = 0; start < subjects.length; start += PAGE) {
    take(Object.values(await answersTo(subjects.slice(start, start + PAGE), asked)));
  }
}

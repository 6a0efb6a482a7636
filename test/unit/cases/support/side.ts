import type { ImportReport } from '../../../../src/api/contract';
import type { DetailResponse } from '../../../../src/api/contract-detail';
import type { MeasureKey } from '../../../../src/metrics/measures';
import type { Answer, Question, Summary } from '../../../../src/metrics/question';
import type { Subject } from '../../../../src/metrics/subjects';
import type { Verdicts } from '../../../../src/metrics/verdicts';

/** What came of a file. */
export interface Outcome {
  isLive: boolean;
  /** The refusal's sentence, or every notice of the report, in zh_CN. */
  words: string;
  report: ImportReport | null;
  /** To undo it by. */
  id: string | null;
}

/** One question about one subject or all, as it is asked of either side. */
export interface Asked {
  subject: Subject | null;
  detail: boolean;
  question: Question & { measures: MeasureKey[] };
}

export interface Answered {
  answer: Answer | Summary | null;
  verdicts: Verdicts | null;
  floors: DetailResponse['detail']['floors'];
}

/** An empty workspace to import into and to ask: behind the API, or of files in the browser. */
export interface Side {
  /** @param declare what is declared, by the names of the import's query */
  import(name: string, bytes: Uint8Array<ArrayBuffer>, declare: Record<string, unknown>): Promise<Outcome>;
  undo(id: string): Promise<void>;
  ask(asked: Asked): Promise<Answered>;
}

/** Every notice of a report, in words. */
export function noticesOf(report: ImportReport | null, inWords: (notice: NoticeIn) => string): string {
  if (!report) return '';
  const { rejected, remarks, warnings } = report;
  const notices = [rejected, remarks].flatMap(({ byReason, first }) => [...byReason, ...first]);
  return [...new Set([...notices, ...warnings].map(inWords))].join('\n');
}

type NoticeIn = ImportReport['warnings'][number];

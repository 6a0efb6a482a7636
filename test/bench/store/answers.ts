import pino from 'pino';
import type { MetricsResponse } from '../../../src/api/contract';
import type { Subject } from '../../../src/metrics/subjects';
import { measureColumn } from '../../../src/server/db/schema';
import { createApp } from '../../../src/server/http/app';
import { ASKED, DAYS, FIRST_DAY, fill, LAST_DAY, noteAt, ROWS_PER_NOTE } from './filled';
import { median, type Store, timed } from './stores';

const SCREENFUL = 60;
const QUESTIONS = 40;
/** Not asked for themselves: a screenful is asked of a server that has been up for a while. */
const WARM_UP = 5;
const QUESTION = { range: { since: 'publication', to: LAST_DAY }, costScope: ['juguang'] };

/** Milliseconds of one question among so many rows. */
export interface AnswerTimes {
  /** `POST /v1/metrics` with a screenful of notes, from request to JSON. */
  metrics: number;
  /** The rows behind it and nothing else, by their primary key. */
  lookup: number;
  /** `GET /v1/summary` since publication, when nothing of it is kept. */
  summary: number;
  /** `GET /v1/top` since publication, when nothing of it is kept. */
  top: number;
}

/** Fills a workspace with so many rows and asks about it. */
export async function measureAnswers(store: Store, rows: number): Promise<AnswerTimes> {
  const workspace = `bench-${rows}`;
  const { app, headers } = await serve(store, workspace, rows);
  const notes = rows / ROWS_PER_NOTE;
  /** A screenful spread over all notes, another one each time. */
  const drawn = (round: number): Subject[] =>
    Array.from({ length: SCREENFUL }, (_, at) => noteAt((Math.floor((at * notes) / SCREENFUL) + round * 7) % notes));

  const metrics: number[] = [];
  const lookup: number[] = [];
  for (let round = -WARM_UP; round < QUESTIONS; round++) {
    const answered = await timed(async () => {
      const body = JSON.stringify({ subjects: drawn(2 * round + 2 * WARM_UP), ...QUESTION });
      const response = await app.request('/v1/metrics', { method: 'POST', headers, body });
      if (round === -WARM_UP) check((await response.json()) as MetricsResponse);
      else await response.text();
    });
    const found = await timed(async () => {
      const records = await lookUp(store, workspace, drawn(2 * round + 2 * WARM_UP + 1));
      if (records.length !== SCREENFUL * ROWS_PER_NOTE) throw new Error(`${records.length} rows were found`);
    });
    if (round < 0) continue;
    metrics.push(answered);
    lookup.push(found);
  }
  const summary = await timed(() => asked(app, headers, '/v1/summary'));
  const top = await timed(() => asked(app, headers, '/v1/top'));
  return { metrics: median(metrics), lookup: median(lookup), summary, top };
}

/** Milliseconds of a summary of so many rows in which each day was exported four times, as a weekly export does. */
export async function measureRestated(store: Store, rows: number): Promise<number> {
  const { app, headers } = await serve(store, `restated-${rows}`, rows, 4);
  return timed(() => asked(app, headers, '/v1/summary'));
}

async function serve(store: Store, workspace: string, rows: number, times = 1) {
  const service = await fill(store, workspace, rows, times);
  const log = pino({ level: 'silent' });
  const app = createApp({ service, incoming: store.home, log, rateLimits: { burst: 1e6, perSecond: 1e6 } });
  const token = await service.workspaces.createToken(workspace);
  return { app, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } };
}

/** A question about the whole workspace. */
async function asked(app: ReturnType<typeof createApp>, headers: Record<string, string>, path: string): Promise<void> {
  const query = new URLSearchParams({ since: 'publication', to: LAST_DAY });
  const response = await app.request(`${path}?${query}`, { headers });
  if (!response.ok) throw new Error(await response.text());
}

/** As bare as it can be: the days and measures that a badge is made of, as one text. */
function lookUp({ db }: Store, workspace: string, subjects: readonly Subject[]): Promise<{ subject: Subject }[]> {
  return db.query(
    `SELECT subject, day_from, array_to_string(ARRAY[${ASKED.map(measureColumn).join(', ')}], ',', '') AS measures
     FROM grasslens.facts WHERE workspace_id = $1 AND subject = ANY($2) AND day_from BETWEEN $3 AND $4`,
    [workspace, subjects, FIRST_DAY, LAST_DAY],
  );
}

/** What was measured was an answer. */
function check({ answers }: MetricsResponse): void {
  for (const answer of Object.values(answers)) {
    const figures = answer?.cells.find(({ platform }) => platform === 'taobao')?.figures;
    for (const figure of [figures?.cost_per_visitor, figures?.roi]) {
      if (figure?.state !== 'known' || figure.days.covered !== DAYS) throw new Error(JSON.stringify(answer));
    }
  }
}

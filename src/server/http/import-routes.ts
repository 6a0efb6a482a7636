import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Context, Hono } from 'hono';
import { stream } from 'hono/streaming';
import type { ImportAnswer, ImportList, ImportProgress, ImportReport } from '../../api/contract';
import { readMapping } from '../../exports';
import type { Locale } from '../../text/text';
import { toAnswer } from '../imports/importer';
import type { ImportRequest } from '../imports/request';
import { MAX_UPLOAD_BYTES, receiveUpload, tooLarge } from '../imports/upload';
import type { Service } from '../service';
import { importId } from '../store/imports';
import { withMessage } from '../words';
import type { Env } from './auth';
import { importInQuery } from './input';
import { problemOf } from './problems';

const LINES = 'application/x-ndjson';
/** As many characters as file systems take. */
const MAX_NAME = 255;
/** How often the lines of a long import say how far it is. */
const PROGRESS_MS = 500;

/** `POST` a file, `GET` what was imported, `DELETE` to take one back. */
export function importRoutes(service: Service, incoming: string) {
  return new Hono<Env>()
    .post('/', async (c) => {
      const { filename, preview, kind, sheet, mapping, ...declared } = importInQuery(c);
      if (Number(c.req.header('Content-Length') ?? 0) > MAX_UPLOAD_BYTES) throw tooLarge();
      const by = mapping === undefined ? undefined : readMapping(mapping);
      const path = join(incoming, randomUUID());
      const body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = c.req.raw.body ?? [];
      const run = async (more: Pick<ImportRequest, 'signal' | 'onProgress'>) => {
        try {
          const upload = await receiveUpload(body, path, plainName(filename));
          const workspace = c.get('workspace');
          const request = { workspace, upload, declared, preview, ...(kind && { kind }), ...(sheet && { sheet }) };
          return await service.importer.run({ ...request, ...(by && { mapping: by }), ...more });
        } finally {
          await rm(path, { force: true });
        }
      };
      if (c.req.header('Accept')?.includes(LINES)) return inLines(c, run);
      const answer = await run({ signal: c.req.raw.signal });
      return c.json(inWords(answer, c.get('locale')), answer.state === 'live' && !answer.already ? 201 : 200);
    })
    .get('/', async (c) => {
      const { revision } = await service.store.snapshot(c.get('workspace'));
      const records = await service.imports(c.get('workspace')).list();
      const imports = records.map((record) => withoutLines(inWords(toAnswer(record, false), c.get('locale'))));
      return c.json({ revision, imports } satisfies ImportList);
    })
    .get('/:id', async (c) => {
      const record = await service.imports(c.get('workspace')).get(importId(c.req.param('id')));
      return c.json(inWords(toAnswer(record, false), c.get('locale')));
    })
    .delete('/:id', async (c) => {
      const record = await service.undo(c.get('workspace'), importId(c.req.param('id')));
      return c.json(withoutLines(inWords(toAnswer(record, false), c.get('locale'))));
    });
}

/** Progress as it goes and the answer as last line: a million rows take longer than most clients wait for a first byte. */
function inLines(c: Context<Env>, run: (more: Pick<ImportRequest, 'signal' | 'onProgress'>) => Promise<ImportAnswer>) {
  c.header('Content-Type', LINES);
  c.header('Cache-Control', 'no-store, no-transform');
  const locale = c.get('locale');
  return stream(c, async (lines) => {
    const stopping = new AbortController();
    lines.onAbort(() => stopping.abort());
    const write = (line: object) => lines.write(`${JSON.stringify(line)}\n`);
    let latest: ImportProgress | null = null;
    const timer = setInterval(() => {
      if (latest) void write({ progress: latest });
      latest = null;
    }, PROGRESS_MS);
    const onProgress = (progress: ImportProgress) => {
      latest = progress;
    };
    try {
      await write({ import: inWords(await run({ signal: stopping.signal, onProgress }), locale) });
    } catch (error) {
      await write({ problem: problemOf(error, locale).problem });
    } finally {
      clearInterval(timer);
    }
  });
}

/** The answer with every notice's sentence in the asker's language. */
function inWords(answer: ImportAnswer, locale: Locale): ImportAnswer {
  const { report } = answer;
  if (!report) return answer;
  const linesInWords = ({ byReason, first }: ImportReport['rejected']) => ({
    byReason: byReason.map((notice) => withMessage(locale, notice)),
    first: first.map((notice) => withMessage(locale, notice)),
  });
  const worded: ImportReport = {
    ...report,
    rejected: linesInWords(report.rejected),
    remarks: linesInWords(report.remarks),
    warnings: report.warnings.map((notice) => withMessage(locale, notice)),
  };
  return { ...answer, report: worded };
}

function withoutLines(answer: ImportAnswer): ImportAnswer {
  const { report } = answer;
  if (!report) return answer;
  const { rejected, remarks } = report;
  return {
    ...answer,
    report: { ...report, rejected: { ...rejected, first: [] }, remarks: { ...remarks, first: [] } },
  };
}

/** A name to show and store, never a path to open. */
function plainName(name: string): string {
  return (name.split(/[\\/]/).at(-1) ?? name).replace(/[\p{Cc}\p{Bidi_Control}]/gu, '').slice(0, MAX_NAME) || 'upload';
}

import { ExportError, type Notice, parseMapping } from '../../../../src/exports';
import { FilesError } from '../../../../src/files/errors';
import type { FileRequest } from '../../../../src/files/request';
import type { Declared } from '../../../../src/metrics/values';
import { verdictsOf } from '../../../../src/metrics/verdicts';
import { sentence } from '../../../../src/server/words';
import { hasWords } from '../../../../src/text/text';
import { openSet, textFile } from '../../files/support/files';
import { noticesOf, type Side } from './side';

/** A set of files in an empty browser. */
export function filesSide(): Side {
  const { importer, set, source } = openSet();
  return {
    async import(name, bytes, declare) {
      try {
        const { id, report } = await importer.run({ set, file: textFile(bytes, name), ...requestOf(declare) });
        const isLive = (await importer.list(set)).some((one) => one.id === id);
        return { isLive, words: noticesOf(report, inWords), report, id };
      } catch (error) {
        if (!(error instanceof ExportError)) throw error;
        return { isLive: false, words: refusalInWords(error), report: null, id: null };
      }
    },
    undo: (id) => importer.undo(set, id),
    async ask({ subject, detail, question }) {
      if (subject === null) return { answer: await source.summary(question), verdicts: null, floors: [] };
      const answer = (await source.metrics([subject], question)).answers[subject] ?? null;
      if (answer === null) return { answer, verdicts: null, floors: [] };
      const { targets, waterlines } = await source.targets(question);
      const verdicts = verdictsOf(answer, { targets, waterlines });
      const found = detail ? await source.detail(subject, question) : null;
      return { answer: found?.detail ?? answer, verdicts, floors: found?.detail.floors ?? [] };
    },
  };
}

function requestOf({ kind, sheet, mapping, ...declared }: Record<string, unknown>) {
  return {
    ...(kind !== undefined && { kind }),
    ...(sheet !== undefined && { sheet }),
    ...(mapping !== undefined && { mapping: parseMapping(mapping) }),
    declared: declared as Declared,
  } as Pick<FileRequest, 'kind' | 'sheet' | 'mapping' | 'declared'>;
}

/** The words of the options page, which names its own fields where the API names its options. */
function inWords({ code, params = {} }: Notice): string {
  const own = code.replace(/^server_/, 'files_');
  return sentence('zh_CN', { code: hasWords(own) ? own : code, params });
}

function refusalInWords(error: ExportError): string {
  const because = error instanceof FilesError ? error.because : null;
  const reason = because ? { reason: inWords(because) } : {};
  return inWords({ code: error.code, params: { ...error.params, ...reason } });
}

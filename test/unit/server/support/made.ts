import type { openExport, Parsed } from '../../../../src/exports';
import type { Label, Link } from '../../../../src/metrics/values';
import { Importer } from '../../../../src/server/imports/importer';
import type { Service } from '../../../../src/server/service';
import type { MadeImport } from '../../../support/evidence';

/** What a made-up file holds. */
export interface MadeFile extends Partial<MadeImport> {
  links?: readonly Link[];
  labels?: readonly Label[];
  /** Thrown after so many rows: a file that breaks midway. */
  breaksAfter?: number;
}

let count = 0;

/** Imports values as if a reader had read them from a file of their own. */
export async function importMade(service: Service, workspace: string, file: MadeFile): Promise<string> {
  const importer = new Importer(service.store, service.sweeper, openerOf(file));
  const declared = {
    ...(file.asOf !== undefined && { asOf: file.asOf }),
    ...(file.filtered && { filtered: true }),
    ...(file.declared && { caliber: 'click' as const }),
  };
  const sha256 = `made-${++count}`;
  const upload = { name: `${sha256}.csv`, size: 0, sha256, bytes: nothing };
  const answer = await importer.run({ workspace, upload, declared });
  return answer.id ?? '';
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

export function openerOf({ rows = [], links = [], labels = [], breaksAfter }: MadeFile): typeof openExport {
  const items: Parsed[] = [
    ...rows.map((row) => ({ type: 'row' as const, row })),
    ...links.map((link) => ({ type: 'link' as const, link })),
    ...labels.map((label) => ({ type: 'label' as const, label })),
  ];
  const unused = () => {
    throw new Error('a made-up file is not detected');
  };
  return async () => ({
    reader: { kind: 'made', source: null, name: { zh: '编造', en: 'Made up' }, detect: unused, prepare: unused },
    detection: { confidence: 1, because: [], proven: 'own' as const, lacks: [] },
    prepared: { columns: [], undeclared: ['caliber'], firstLine: 1, asOf: null, read: unused },
    encoding: 'utf-8',
    async *parsed() {
      for (let at = 0; at < items.length; at += 7) {
        if (breaksAfter !== undefined && at >= breaksAfter) throw new Error('the file breaks here');
        yield items.slice(at, at + 7);
      }
      if (breaksAfter !== undefined) throw new Error('the file breaks here');
    },
  });
}

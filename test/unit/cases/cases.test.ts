import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { openPglite } from '../../../src/server/db/pglite';
import { type SharedFolder, sharedFolder } from '../../support/shared-folder';
import { TestApi } from '../server/support/api';
import { apiSide } from './support/api-side';
import { filesSide } from './support/files-side';
import { CaseSchema, DrawnSchema } from './support/format';
import { RunCase } from './support/run-case';
import type { Side } from './support/side';

/** The folder of cases with right answers, which `CASES` names; a folder that is named must be there. */
const shared = sharedFolder('CASES', ['README.md', 'truth', 'exports']);

describe('the cases', () => {
  if (!shared) {
    it('are kept elsewhere', () => {
      console.log('not run: the cases (set CASES to the folder that holds truth/ and exports/)');
      expect(process.env.CASES ?? '').toBe('');
    });
    return;
  }
  const api = TestApi.ofSuite(() => openPglite(null));
  const paths = ['truth', 'exports'].flatMap((kind) => shared.names(kind).map((name) => `${kind}/${name}`));

  it('are there', () => {
    for (const kind of ['truth/', 'exports/']) expect(paths.filter((path) => path.startsWith(kind))).not.toEqual([]);
  });

  describe.each(paths)('%s', (path) => {
    it('by API', async () => hold(shared, path, apiSide(await api.workspace())));
    it('by files in the browser', () => hold(shared, path, filesSide()));
  });
});

async function hold(shared: SharedFolder, path: string, side: Side): Promise<void> {
  const one = v.parse(CaseSchema, JSON.parse(shared.read(`${path}/case.json`)));
  const run = await RunCase.begin(side, one, (name) => shared.bytes(`${path}/${name}`));
  const complaints = await run.complaints();
  if (shared.names(path).includes('drawn.json')) {
    const drawn = v.parse(DrawnSchema, JSON.parse(shared.read(`${path}/drawn.json`)));
    complaints.push(...(await run.drawnOtherwise(drawn)));
  }
  expect(complaints, `${complaints.join('\n')}\n${one.note}`).toEqual([]);
}

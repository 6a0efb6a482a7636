import { resolve } from 'node:path';
import { openPlace, type Place } from '../open';
import { Refusal } from '../refusal';
import { checkWorkspaceName } from '../store/workspaces';
import type { Cli } from './cli';
import { OwnTarget } from './own-target';
import { readServeFile } from './serve-file';
import { ServedTarget } from './served-target';
import type { Target } from './target';

/**
 * Takes the data folder, or finds the `serve` that has it.
 * @throws Refusal as `openPlace`; `server_folder_in_use` also when its owner is no `serve`
 */
export async function openTarget(cli: Cli, place: Place, workspace: string): Promise<Target> {
  checkWorkspaceName(workspace);
  try {
    const opened = await openPlace(place, (error) => cli.log.error({ err: error }));
    await opened.service.workspaces.ensure(workspace);
    opened.service.sweeper.first(workspace);
    return new OwnTarget(opened, workspace, cli.stopping);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'server_folder_in_use') throw error;
    const folder = resolve(place.folder);
    const served = await readServeFile(folder);
    if (served === null) throw error;
    return new ServedTarget({ ...served, folder, workspace, locale: cli.locale, signal: cli.stopping });
  }
}

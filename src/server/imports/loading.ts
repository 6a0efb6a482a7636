import type { ImportStart, Imports } from '../store/imports';
import type { Sweeper } from '../store/sweeper';

/**
 * Loads imports that live or die together.
 * @param load Begins each through `begin`; when it throws, all that were begun are given up and swept
 */
export function loadingAll<T>(
  imports: Imports,
  sweeper: Sweeper,
  workspace: string,
  load: (begin: (start: ImportStart) => Promise<string>) => Promise<T>,
): Promise<T> {
  return sweeper.whileLoading(workspace, async (begun) => {
    const ids: string[] = [];
    try {
      return await load(async (start) => {
        const id = await begun(() => imports.begin(start));
        ids.push(id);
        return id;
      });
    } catch (error) {
      // What went wrong first is what the user must hear; what could not be given up now is swept as dead later.
      await Promise.all(ids.map((id) => imports.giveUp(id))).then(
        () => sweeper.sweepSoon(workspace),
        () => {},
      );
      throw error;
    }
  });
}

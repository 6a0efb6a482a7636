import type { PatchProblem } from '../messages/protocol';
import { patchKey } from '../messages/switches';
import { DECLARATIONS } from '../sites/declarations';
import { type SitePatches as Patches, readPatch } from '../sites/patch-schema';
import type { AreaFace } from './face';

/** Sites do not change by the hour, ms. */
const FETCH_AFTER_MS = 6 * 60 * 60_000;
/** Where both patches are kept as they came; pages read the one in force under the sites' own keys. */
const KEPT = 'patches';

interface Kept {
  pasted: Patches | null;
  fetched: Patches | null;
  fetchedAt: number;
}

/**
 * What is otherwise on the sites than this release knows: pasted in options, or else from the API. Both are checked
 * whole; one with a problem changes nothing.
 */
export class SitePatches {
  constructor(
    private readonly area: AreaFace,
    private readonly now: () => number,
  ) {}

  /** Takes what was pasted; an empty text takes it back. @returns why not, if it is not taken */
  async paste(text: string): Promise<PatchProblem | null> {
    if (text.trim() === '') {
      await this.keep({ pasted: null });
      return null;
    }
    const read = readPatch(parsed(text));
    if ('problem' in read) return read.problem;
    await this.keep({ pasted: read.patches });
    return null;
  }

  /** What was pasted, to be shown again; '' when nothing was. */
  async pasted(): Promise<string> {
    const { pasted } = await this.kept();
    return pasted ? JSON.stringify({ version: 1, sites: pasted }, null, 2) : '';
  }

  /** Asks the API, seldom. A patch that is not right, or none, leaves the last good one. @throws what `fetch` throws */
  async refresh(fetch: () => Promise<unknown>): Promise<void> {
    const { fetchedAt } = await this.kept();
    if (Math.abs(this.now() - fetchedAt) < FETCH_AFTER_MS) return;
    await this.keep({ fetchedAt: this.now() });
    const read = readPatch(await fetch());
    if ('patches' in read) await this.keep({ fetched: read.patches });
  }

  /** Another connection's API may say something else, or nothing. */
  async forgetFetched(): Promise<void> {
    await this.keep({ fetched: null, fetchedAt: 0 });
  }

  private async kept(): Promise<Kept> {
    const { [KEPT]: kept } = await this.area.get(KEPT);
    return { pasted: null, fetched: null, fetchedAt: 0, ...(kept as Partial<Kept> | undefined) };
  }

  private async keep(some: Partial<Kept>): Promise<void> {
    const kept = { ...(await this.kept()), ...some };
    await this.area.set({ [KEPT]: kept });
    const force = kept.pasted ?? kept.fetched ?? {};
    for (const { id } of DECLARATIONS) {
      const key = patchKey(id);
      const before = (await this.area.get(key))[key];
      if (JSON.stringify(before) === JSON.stringify(force[id])) continue;
      if (force[id]) await this.area.set({ [key]: force[id] });
      else await this.area.remove(key);
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

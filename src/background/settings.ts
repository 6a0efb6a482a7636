import * as v from 'valibot';
import type { Settings, Switches } from '../messages/protocol';
import { offKey } from '../messages/switches';
import { ALL_BADGE_CHOICES, DEFAULT_BADGE, MOST_ON_BADGE } from '../metrics/badge-choices';
import { COST_PARTS } from '../metrics/cost-parts';
import { LOCALES } from '../text/text';
import type { AreaFace } from './face';

export const RangeChoiceSchema = v.picklist([7, 15, 30, 'publication']);

const SITES = ['xhs', 'taobao', 'jd'] as const;

const OnBadge = v.pipe(
  v.array(v.picklist(ALL_BADGE_CHOICES)),
  v.minLength(1),
  v.maxLength(MOST_ON_BADGE),
  v.check((chosen) => new Set(chosen).size === chosen.length, 'twice the same'),
);

/** What a page may want changed: any of them. */
export const SomeSettingsSchema = v.strictObject({
  enabled: v.exactOptional(v.boolean()),
  quiet: v.exactOptional(v.boolean()),
  off: v.exactOptional(v.array(v.picklist(SITES))),
  language: v.exactOptional(v.picklist(['auto', ...LOCALES])),
  badge: v.exactOptional(v.strictObject({ xhs: OnBadge, taobao: OnBadge, jd: OnBadge })),
  range: v.exactOptional(RangeChoiceSchema),
  window: v.exactOptional(v.picklist([7, 15, 30])),
  caliber: v.exactOptional(v.picklist(['source', 'click', 'conversion'])),
  costScope: v.exactOptional(v.pipe(v.array(v.picklist(COST_PARTS)), v.minLength(1))),
});

const DEFAULTS: Settings = {
  enabled: true,
  quiet: false,
  off: [],
  language: 'auto',
  badge: { xhs: [...DEFAULT_BADGE], taobao: [...DEFAULT_BADGE], jd: [...DEFAULT_BADGE] },
  range: 'publication',
  window: 15,
  caliber: 'source',
  costScope: ['juguang'],
};

/**
 * What is in `storage.local`: the settings and the switches that pages read themselves. Nothing secret, since
 * Firefox's content scripts read all of it.
 */
export class SettingsStore {
  private writing: Promise<void> | null = null;
  private again = false;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly area: AreaFace,
    private readonly now: () => number,
    /** What a team has for defaults instead of ours. */
    private readonly teamDefaults: () => Promise<Partial<Settings>>,
  ) {}

  /** The settings; what nobody has chosen, or is not understood, is as at the beginning. */
  async get(): Promise<Settings> {
    return { ...DEFAULTS, ...(await this.teamDefaults()), ...(await this.chosen()) };
  }

  /** What was chosen in this browser. */
  private async chosen(): Promise<Partial<Settings>> {
    const { settings, enabled } = await this.area.get(['settings', 'enabled']);
    const stored = Object.entries({ ...asRecord(settings), ...(enabled !== undefined && { enabled }) });
    return Object.fromEntries(stored.filter(([name, value]) => v.is(SomeSettingsSchema, { [name]: value })));
  }

  /** Chooses some of them; of the others only what pages read themselves is written as it is now. */
  change(some: Partial<Settings>): Promise<Settings> {
    return this.inTurn(() => this.write(some));
  }

  /** Writes whether there is a source, as it turns out to be when its turn comes; pages see it without asking. */
  setSource(isThere: () => Promise<boolean>): Promise<void> {
    return this.inTurn(async () => {
      const source = await isThere();
      const stored = await this.area.get('source');
      if (stored.source !== source) await this.area.set({ source } satisfies Partial<Switches>);
    });
  }

  /** One after another: what two write who have both read before would lose the first one's. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async write(some: Partial<Settings>): Promise<Settings> {
    const chosen = { ...(await this.chosen()), ...some };
    const next = { ...DEFAULTS, ...(await this.teamDefaults()), ...chosen };
    const { enabled: _, ...settings } = chosen;
    const { enabled } = next;
    const switches = SITES.map((site) => [offKey(site), next.off.includes(site)]);
    const { quiet } = next;
    await this.area.set({ settings, enabled, quiet, ...Object.fromEntries(switches) });
    return next;
  }

  /** Tells all pages to ask again. News that comes while this is being written is told once more, together. */
  news(): Promise<void> {
    if (this.writing) {
      this.again = true;
      return this.writing;
    }
    this.writing = this.writeEpoch().finally(() => {
      this.writing = null;
    });
    return this.writing;
  }

  private async writeEpoch(): Promise<void> {
    do {
      this.again = false;
      const { epoch } = await this.area.get('epoch');
      // Later than any before, also when the clock was set back.
      const next = Math.max(this.now(), typeof epoch === 'number' ? epoch + 1 : 0);
      await this.area.set({ epoch: next } satisfies Partial<Switches>);
    } while (this.again);
  }
}

function asRecord(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

import type { PageFinding, Status } from '../messages/protocol';
import { presenceKey } from '../messages/switches';
import type { Subject } from '../metrics/subjects';
import { type Locale, say } from '../text/text';
import { statusKey } from '../ui/keys';
import type { AreaFace, BrowserFace } from './face';

/** What a tab's content script last reported. Strangers' subjects are counted, not kept. */
export interface Presence extends PageFinding {
  tabId: number;
  url: string;
  recognised: number;
  ours: Subject[];
  drawn: number;
  /** The tooltip that goes with it: the browser forgets a tab's own when the tab goes elsewhere. */
  title: string;
  /** When it was reported, ms since 1970. */
  at: number;
}

/** Tabs remembered; of more the oldest are forgotten. Tabs are not watched: that would wake the worker at every page. */
const MOST_TABS = 50;
const ERROR_COLOUR = '#b3261e';
const COUNT_COLOUR = '#2e6b4f';

/** What is on each tab, in memory that outlives the worker, and what the toolbar says of it. */
export class Presences {
  constructor(
    private readonly area: AreaFace,
    private readonly action: BrowserFace['action'],
    private readonly now: () => number,
  ) {}

  async report(presence: Omit<Presence, 'title' | 'at'>, status: Status, locale: Locale): Promise<void> {
    await this.show({ ...presence, title: '', at: this.now() }, status, locale);
    const oldest = (await this.all()).sort((a, b) => b.at - a.at).slice(MOST_TABS);
    if (oldest.length > 0) await this.area.remove(oldest.map(({ tabId }) => presenceKey(tabId)));
  }

  /** What is on a tab now; null where the content script's page is gone. */
  async onTab(tabId: number): Promise<Presence | null> {
    const { [presenceKey(tabId)]: presence } = await this.area.get(presenceKey(tabId));
    const shown = await this.action.getTitle({ tabId }).catch(() => '');
    return isPresence(presence) && shown === presence.title ? presence : null;
  }

  /** Says how the source is doing, on every tab. */
  async say(status: Status, locale: Locale): Promise<void> {
    await this.paint(isWell(status) ? '' : '!', globalTitle(status, locale), status, {});
    for (const { tabId } of await this.all()) {
      const presence = await this.onTab(tabId);
      if (presence) await this.show(presence, status, locale);
      else await this.area.remove(presenceKey(tabId));
    }
  }

  /** Forgets all tabs: what was on them was of another connection. */
  async forget(locale: Locale): Promise<void> {
    const tabIds = (await this.all()).map(({ tabId }) => tabId);
    for (const tabId of tabIds) await this.paint('', globalTitle('none', locale), 'none', { tabId });
    await this.area.remove(tabIds.map(presenceKey));
  }

  private async all(): Promise<Presence[]> {
    return Object.values(await this.area.get(null)).filter(isPresence);
  }

  private async show(presence: Presence, status: Status, locale: Locale): Promise<void> {
    const title = titleOf(presence, status, locale);
    const { tabId } = presence;
    await this.paint(textOf(presence, status), title, status, { tabId });
    // Last: whoever hears of it finds it in force.
    await this.area.set({ [presenceKey(tabId)]: { ...presence, title } });
  }

  private async paint(text: string, title: string, status: Status, tab: { tabId?: number }): Promise<void> {
    const color = isWell(status) ? COUNT_COLOUR : ERROR_COLOUR;
    const { action } = this;
    const painted = [
      action.setBadgeText({ text, ...tab }),
      action.setBadgeBackgroundColor({ color, ...tab }),
      action.setTitle({ title, ...tab }),
    ];
    // A tab may be closed by now.
    await Promise.allSettled(painted);
  }
}

function isPresence(value: unknown): value is Presence {
  return typeof value === 'object' && value !== null && 'recognised' in value;
}

/** Whether there is nothing to warn of. */
function isWell(status: Status): boolean {
  return status === 'ok' || status === 'none';
}

function textOf({ drawn }: Pick<Presence, 'drawn'>, status: Status): string {
  if (!isWell(status)) return '!';
  return drawn === 0 ? '' : drawn > 999 ? '999+' : String(drawn);
}

/** Never the same as the one for all tabs, so that it tells whether the tab still is where it was. */
function titleOf(
  { drawn, recognised }: Pick<Presence, 'drawn' | 'recognised'>,
  status: Status,
  locale: Locale,
): string {
  return `${globalTitle(status, locale)}\n${say(locale, 'state_on_page', { drawn, recognised })}`;
}

function globalTitle(status: Status, locale: Locale): string {
  return isWell(status) ? say(locale, 'app_name') : say(locale, statusKey(status));
}

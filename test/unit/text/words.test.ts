import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from '../../../public/_locales/en/messages.json' with { type: 'json' };
import zh from '../../../public/_locales/zh_CN/messages.json' with { type: 'json' };
import type { Status } from '../../../src/messages/protocol';
import { BADGE_CHOICES } from '../../../src/metrics/badge-choices';
import { COST_PARTS } from '../../../src/metrics/cost-parts';
import { MARKS, MISSING_REASONS } from '../../../src/metrics/figures';
import { DECISIONS } from '../../../src/metrics/marks';
import { COMPOSED, DERIVED, type MeasureKey, measure, STORED } from '../../../src/metrics/measures';
import { UNRANKED } from '../../../src/metrics/ranking';
import { SOURCES } from '../../../src/metrics/sources';
import { GRAINS } from '../../../src/metrics/values';
import { GROUP_NAMES, OWN_NAMES } from '../../../src/panel/names';
import { VIEWS } from '../../../src/panel/panel-store';
import { fill, type MessageKey, sayFrom } from '../../../src/text/fill';
import { badgeWords, hasWords, localeFor, say } from '../../../src/text/text';
import {
  badgeStatusKey,
  decisionKey,
  markKey,
  measureKey,
  shortKey,
  snake,
  statusKey,
  verdictKey,
} from '../../../src/ui/keys';

/** The prefixes of what the badge and the pages say. */
const OURS = /^(badge|caliber|card|popup|options|panel|measure|reason|mark|number|verdict)_/;

const keys = Object.keys(zh);
const sources = readdirSync(new URL('../../../src/', import.meta.url), { recursive: true, encoding: 'utf8' })
  .filter((path) => /^(ui|popup|options|panel|text|background|content)\/.*\.tsx?$/.test(path.replaceAll('\\', '/')))
  .map((path) => readFileSync(new URL(`../../../src/${path}`, import.meta.url), 'utf8'));

/** Every code that a key is made of; the types make a forgotten one a compile error. */
const STATUSES = Object.keys({
  none: 1,
  ok: 1,
  offline: 1,
  'bad-address': 1,
  unreachable: 1,
  'not-authorised': 1,
  'not-an-api': 1,
  version: 1,
  busy: 1,
  failing: 1,
  storage: 1,
} satisfies Record<Status, 1>) as Status[];
const SHOPS = ['taobao', 'jd'] as const;

/** Every measure that a badge can show; a GMV is named by its flavour. */
const ON_BADGE = [
  ...Object.values(BADGE_CHOICES).flatMap((of) => [of.taobao, of.jd]),
  ...(['gmv_task', 'gmv_shop'] as const),
];

/** Keys that the sources put together, as they do: each family with all of its members. */
const COMPUTED = [
  ...MARKS.flatMap((mark) => SHOPS.map((shop) => markKey(mark, shop))),
  ...MISSING_REASONS.flatMap((reason) => [`reason_${snake(reason)}`, `reason_${snake(reason)}_why`]),
  ...STATUSES.map(badgeStatusKey),
  ...ON_BADGE.map((one) => measureKey(one)),
  ...ON_BADGE.map((one) => shortKey(one)),
  ...DECISIONS.map(decisionKey),
  ...['click', 'conversion', 'unknown'].map((caliber) => `card_caliber_${caliber}`),
  ...(['good', 'bad'] as const).flatMap((verdict) =>
    (['target', 'waterline'] as const).map((from) => verdictKey({ verdict, bar: { from } })),
  ),
  ...SHOPS.flatMap((shop) => [`badge_sign_${shop}`, `badge_shop_${shop}`]),
  ...['xhs', ...SHOPS].map((site) => `popup_site_${site}`),
  ...['xhs', ...SHOPS, 'api'].flatMap((who) => [`options_privacy_${who}`, `options_privacy_${who}_name`]),
  ...['good', 'bad'].map((end) => `options_target_${end}`),
  ...['source', 'click', 'conversion'].map((caliber) => `options_caliber_${caliber}`),
  ...['saved', 'silent'].map((how) => `options_${how}`),
  ...COST_PARTS.map((part) => `measure_part_${part}`),
  ...SOURCES.map((source) => `measure_source_${source}`),
  ...['gmv_task', 'gmv_shop'].map((flavour) => `measure_${flavour}`),
  ...SOURCES.map((source) => `reason_how_${source}`),
  ...['small_sample', 'immature', 'partial', 'band', 'bound', 'no_bar'].map((why) => `verdict_none_${why}`),
];
/** Families of panel and popup: each a prefix with all of its members. */
const LISTED = Object.entries({
  popup_top_: ['notes', 'products'],
  popup_top_no_: ['notes', 'products'],
  popup_unranked_: UNRANKED.map((why) => why.replaceAll('-', '_')),
  panel_view_: VIEWS,
  panel_mark_: DECISIONS,
  panel_filter_: ['all', ...DECISIONS, 'none'],
  panel_export_: ['csv', 'xlsx'],
  panel_kind_: ['xhs_note', 'xhs_goods', 'taobao_item', 'jd_sku', 'taobao_task', 'jd_task'],
  panel_paste_: ['short', 'which_shop', 'unreadable', 'duplicate', 'not_ours'],
  panel_grain_: GRAINS,
  panel_caliber_: ['click', 'conversion', 'unknown'],
  panel_fresh_: ['fresh', 'stale', 'failed'],
});
COMPUTED.push(...LISTED.flatMap(([prefix, members]) => members.map((member) => `${prefix}${member}`)));
COMPUTED.push(...Object.values(OWN_NAMES), ...Object.values(GROUP_NAMES));
/** How the families begin in template literals; a new family must be put into {@link COMPUTED}. */
const FAMILIES = [
  'mark_only_',
  'badge_status_',
  'badge_decision_',
  'card_caliber_',
  'badge_verdict_',
  'badge_sign_',
  'badge_shop_',
  'measure_short_',
  'popup_site_',
  'options_privacy_',
  'options_caliber_',
  'options_target_',
  'options_',
  'measure_part_',
  'measure_source_',
  'measure_',
  'reason_how_',
  'reason_',
  'mark_',
  'verdict_none_',
  'caliber_',
  ...LISTED.map(([prefix]) => prefix),
];

const literals = sources.flatMap((source) => [...source.matchAll(/'(\w+)'/g)].map(([, text = '']) => text));

describe('the words of badge and pages', () => {
  it('are there for every key that the sources say', () => {
    // A family's beginning is no key.
    const said = literals.filter((text) => OURS.test(text) && !text.endsWith('_') && !FAMILIES.includes(`${text}_`));
    expect(said.length).toBeGreaterThan(60);
    expect([...said, ...COMPUTED, ...STATUSES.map(statusKey)].filter((key) => !hasWords(key))).toEqual([]);
  });

  it('are all said somewhere', () => {
    const said = new Set([...literals, ...COMPUTED]);
    expect(keys.filter((key) => OURS.test(key) && !said.has(key))).toEqual([]);
  });

  it('are put together only in families that are listed here', () => {
    const families = sources.flatMap((source) => [...source.matchAll(/`(\w+_)\$\{/g)].map(([, start = '']) => start));
    expect(families.filter((start) => OURS.test(start) && !FAMILIES.includes(start))).toEqual([]);
  });

  it('are never blank', () => {
    for (const [key, { message }] of [...Object.entries(zh), ...Object.entries(en)])
      expect([key, message.trim()]).not.toEqual([key, '']);
  });

  it('name every measure in both languages', () => {
    const all = Object.keys({ ...STORED, ...COMPOSED, ...DERIVED }) as MeasureKey[];
    for (const key of all) {
      const { zh: chinese, en: english } = measure(key);
      expect([key, chinese, english]).toEqual([
        key,
        expect.stringMatching(/\S/),
        expect.stringMatching(/^[\x20-\x7e]+$/),
      ]);
    }
  });
});

describe('a sentence', () => {
  it('has its parameters filled in, as they are', () => {
    expect(fill('{a} of {b}', { a: 1, b: '$&' })).toBe('1 of $&');
    expect(fill('{a} of {b}', { a: 0 })).toBe('0 of {b}');
  });

  it('comes from the locale that was wished for, Chinese unless English', () => {
    expect(localeFor('en-GB')).toBe('en');
    expect(localeFor('zh_TW.UTF-8')).toBe('zh_TW');
    expect(localeFor('zh-Hant-HK')).toBe('zh_TW');
    expect(localeFor('zh-Hans-TW')).toBe('zh_CN');
    expect(localeFor(null)).toBe('zh_CN');
    expect(say('en', 'popup_range_days', { days: 7 })).toBe('7 days');
    expect(say('zh_CN', 'popup_range_days', { days: 7 })).toBe('近 7 天');
  });

  it('that nobody wrote does not compile, and no family of keys with a member that has none', () => {
    const speak = (_key: MessageKey) => undefined;
    const ofSource = (source: 'juguang' | 'a-new-source') => {
      // @ts-expect-error no such key
      speak('popup_nothing_like_it');
      // @ts-expect-error one of the two sources has no name
      speak(`measure_source_${source}`);
    };
    // @ts-expect-error a measure without a short name
    const ofMeasure = () => shortKey('action_clicks');
    expect([ofSource, ofMeasure]).toHaveLength(2);
  });

  it('that nobody wrote is a bug, not a blank', () => {
    expect(() => say('en', 'popup_nothing_like_it' as MessageKey)).toThrow('no message popup_nothing_like_it in en');
    expect(hasWords('toString')).toBe(false);
    expect(hasWords('popup_range')).toBe(true);
  });

  it('goes to pages only as far as a badge needs it', () => {
    const words = badgeWords('en');
    expect(sayFrom(words)('mark_partial', { covered: 10, asked: 15 })).toBe('10/15 days');
    expect(Object.keys(words).filter((key) => /^(popup|options|app|demo)_/.test(key))).toEqual([]);
  });
});

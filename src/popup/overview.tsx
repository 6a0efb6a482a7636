import type { Settings } from '../messages/protocol';
import type { Figure } from '../metrics/figures';
import type { Cell } from '../metrics/question';
import type { Platform, Shop } from '../metrics/subjects';
import { type ShortNamedMeasure, shortKey } from '../ui/keys';
import { t } from '../ui/language';
import { Sparkline } from '../ui/sparkline';
import { AmountAndChange } from './amount-and-change';
import { CoverageLine } from './coverage-line';
import { figureBefore, type Others, trendOf } from './periods';
import type { Popup } from './popup-store';

/** Rows of a platform's column. JD's people are viewers of an item; they never stand under Taobao's name. */
const ROWS: Record<Shop, readonly [ShortNamedMeasure, ...ShortNamedMeasure[]]> = {
  taobao: ['visitors', 'cost_per_visitor', 'gmv', 'roi'],
  jd: ['item_viewers', 'cost_per_viewer', 'gmv', 'roi'],
};

export function Overview({ popup, settings }: { popup: Popup; settings: Settings }) {
  const summary = popup.summary.value;
  const silent = popup.silent.value;
  const others = popup.others.value;
  if (summary === null) {
    return (
      <section class="overview waiting" aria-busy={!silent}>
        <p>{t(silent ? 'popup_silent' : 'popup_reading')}</p>
      </section>
    );
  }
  const cells = summary.summary?.cells;
  if (!cells) {
    return (
      <section class="overview waiting">
        <p>{t('popup_no_summary')}</p>
      </section>
    );
  }
  const whole = cells.find(({ platform }) => platform === 'xhs')?.figures ?? {};
  const shops = cells.filter((cell): cell is Cell & { platform: Shop } => cell.platform !== 'xhs');
  return (
    <section class="overview" aria-label={t('popup_overview')}>
      <dl class="totals">
        <div>
          <dt>{t('popup_cost', { scope: settings.costScope.map((part) => t(`measure_part_${part}`)).join('+') })}</dt>
          <dd>
            <AmountAndChange figure={whole.cost} before={figureBefore(others, 'xhs', 'cost')} of="cost" />
            <Trend others={others} platform="xhs" of="cost" />
          </dd>
        </div>
        <div>
          <dt>{gmvName(whole.gmv)}</dt>
          <dd>
            <AmountAndChange figure={whole.gmv} before={figureBefore(others, 'xhs', 'gmv')} of="gmv" />
          </dd>
        </div>
        <div>
          <dt>{t('measure_roi')}</dt>
          <dd>
            <AmountAndChange figure={whole.roi} before={figureBefore(others, 'xhs', 'roi')} of="roi" />
          </dd>
        </div>
      </dl>
      <div class="shops">
        {shops.map(({ platform, figures }) => (
          <div key={platform} class="shop">
            <h2 class="heading">
              <span class={`sign ${platform}`} aria-hidden="true">
                {t(`badge_sign_${platform}`)}
              </span>
              {t(`badge_shop_${platform}`)}
            </h2>
            <dl>
              {ROWS[platform].map((key) => (
                <div key={key}>
                  <dt>{key === 'gmv' ? gmvName(figures.gmv, whole.gmv) : t(shortKey(key))}</dt>
                  <dd>
                    <AmountAndChange figure={figures[key]} before={figureBefore(others, platform, key)} of={key} />
                  </dd>
                </div>
              ))}
            </dl>
            <Trend others={others} platform={platform} of={ROWS[platform][0]} />
          </div>
        ))}
      </div>
      {settings.range !== 'publication' && others && <p class="soft">{t('popup_against', { days: settings.range })}</p>}
      <CoverageLine cells={cells} settings={settings} popup={popup} />
    </section>
  );
}

/** A number's way through the range. */
function Trend({ others, platform, of }: { others: Others | null; platform: Platform; of: ShortNamedMeasure }) {
  return <Sparkline points={trendOf(others, platform, of)} label={t('popup_trend', { name: t(trendName(of)) })} />;
}

function trendName(of: ShortNamedMeasure) {
  return of === 'cost' ? 'popup_trend_cost' : shortKey(of);
}

/** GMV says which flavour it is, 任务商品 or 全店, unless the total above has already said so. */
function gmvName(figure: Figure | undefined, total?: Figure): string {
  const flavour = flavourOf(figure);
  return flavour === undefined || flavour === flavourOf(total) ? t('measure_gmv') : t(`measure_${flavour}`);
}

function flavourOf(figure: Figure | undefined) {
  return figure?.state === 'known' ? figure.of : undefined;
}

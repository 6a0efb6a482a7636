import type { Settings, SummaryAnswer } from '../messages/protocol';
import type { Figure } from '../metrics/figures';
import type { MeasureKey } from '../metrics/measures';
import type { Cell } from '../metrics/question';
import type { Shop } from '../metrics/subjects';
import { Amount } from '../ui/amount';
import { shortKey } from '../ui/keys';
import { t } from '../ui/language';
import { CoverageLine } from './coverage-line';

/** Rows of a platform's column. JD's people are viewers of an item; they never stand under Taobao's name. */
const ROWS: Record<Shop, readonly MeasureKey[]> = {
  taobao: ['visitors', 'cost_per_visitor', 'gmv', 'roi'],
  jd: ['item_viewers', 'cost_per_viewer', 'gmv', 'roi'],
};

export function Overview(props: { summary: SummaryAnswer | null; settings: Settings; silent: boolean }) {
  const { summary, settings, silent } = props;
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
            <Amount figure={whole.cost} of="cost" />
          </dd>
        </div>
        <div>
          <dt>{gmvName(whole.gmv)}</dt>
          <dd>
            <Amount figure={whole.gmv} of="gmv" />
          </dd>
        </div>
        <div>
          <dt>{t('measure_roi')}</dt>
          <dd>
            <Amount figure={whole.roi} of="roi" />
          </dd>
        </div>
      </dl>
      <div class="shops">
        {shops.map(({ platform, figures }) => (
          <dl key={platform} class="shop">
            <div class="heading">
              <dt>
                <span class={`sign ${platform}`} aria-hidden="true">
                  {t(`badge_sign_${platform}`)}
                </span>
                {t(`badge_shop_${platform}`)}
              </dt>
            </div>
            {ROWS[platform].map((key) => (
              <div key={key}>
                <dt>{key === 'gmv' ? gmvName(figures.gmv, whole.gmv) : t(shortKey(key))}</dt>
                <dd>
                  <Amount figure={figures[key]} of={key} />
                </dd>
              </div>
            ))}
          </dl>
        ))}
      </div>
      <CoverageLine cells={cells} settings={settings} />
    </section>
  );
}

/** GMV says which flavour it is, 任务商品 or 全店, unless the total above has already said so. */
function gmvName(figure: Figure | undefined, total?: Figure): string {
  const flavour = flavourOf(figure);
  return flavour === undefined || flavour === flavourOf(total) ? t('measure_gmv') : t(`measure_${flavour}`);
}

function flavourOf(figure: Figure | undefined) {
  return figure?.state === 'known' ? figure.of : undefined;
}

import type { Settings } from '../messages/protocol';
import { COST_PARTS, type CostPart } from '../metrics/cost-parts';
import { Choice } from '../ui/controls';
import { t } from '../ui/language';
import type { Options } from './options-store';

/** How numbers are made: what a cost consists of, which window counts, whose day an order belongs to. */
export function Numbers({ settings, options }: { settings: Settings; options: Options }) {
  const { costScope } = settings;
  const turn = (part: CostPart, on: boolean) =>
    options.change({ costScope: COST_PARTS.filter((one) => (one === part ? on : costScope.includes(one))) });
  return (
    <section aria-labelledby="numbers">
      <h2 id="numbers">{t('options_numbers')}</h2>
      <fieldset>
        <legend>{t('options_cost_scope')}</legend>
        <div class="checks">
          {COST_PARTS.map((part) => (
            <label key={part}>
              <input
                type="checkbox"
                checked={costScope.includes(part)}
                // A cost of nothing is no cost: the last part stays.
                disabled={costScope.length === 1 && costScope[0] === part}
                onChange={(event) => void turn(part, event.currentTarget.checked)}
              />
              {t(`measure_part_${part}`)}
            </label>
          ))}
        </div>
        <p class="soft">{t('options_cost_scope_help')}</p>
      </fieldset>
      <Choice
        label={t('options_window')}
        options={([7, 15, 30] as const).map((value) => ({ value, text: t('options_window_days', { days: value }) }))}
        value={settings.window}
        onChoose={(window) => void options.change({ window })}
      />
      <p class="soft">{t('options_window_help')}</p>
      <Choice
        label={t('options_caliber')}
        options={(['source', 'click', 'conversion'] as const).map((value) => ({
          value,
          text: t(`options_caliber_${value}`),
        }))}
        value={settings.caliber}
        onChoose={(caliber) => void options.change({ caliber })}
      />
      <p class="soft">{t('options_caliber_help')}</p>
    </section>
  );
}

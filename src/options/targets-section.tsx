import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { MeasureKey } from '../metrics/measures';
import type { Shop } from '../metrics/subjects';
import { isBarInOrder, isJudged } from '../metrics/verdict';
import type { Bars } from '../metrics/verdicts';
import { WATERLINE_MEASURES } from '../metrics/waterlines';
import { shortKey } from '../ui/keys';
import { t } from '../ui/language';
import { formOf } from '../ui/number-format';
import type { Options } from './options-store';

type Targets = Bars['targets'];
type End = 'good' | 'bad';

type JudgedMeasure = (typeof WATERLINE_MEASURES)[Shop][number];

/** What can be given a target, and the shops whose numbers it is for: an ROI has the same name in both. */
const JUDGED = (['taobao', 'jd'] as const)
  .flatMap((shop) => WATERLINE_MEASURES[shop].map((measure) => ({ shop, measure })))
  .reduce<{ measure: JudgedMeasure; shops: Shop[] }[]>((list, { shop, measure }) => {
    const held = list.find((one) => one.measure === measure);
    if (held) held.shops.push(shop);
    else list.push({ measure, shops: [shop] });
    return list;
  }, []);

/** From which number on a badge is good, and from which it is bad; without one the workspace's own notes say it. */
export function TargetsSection({ options, connection }: { options: Options; connection: string | null }) {
  const typed = useSignal<Record<string, string>>({});
  const said = useSignal<{ good: boolean; text: string } | null>(null);
  /** The connection whose targets stand in the fields: what is saved takes the place of all of them. */
  const readOf = useRef<string | null>(null);
  /** What was set elsewhere of measures without a field here. */
  const others = useRef<Targets>({});
  const shown = useRef(connection);
  shown.current = connection;
  const read = async (): Promise<boolean> => {
    if (readOf.current === connection) return true;
    const targets = await options.targets();
    if (shown.current !== connection) return false;
    if (targets) {
      readOf.current = connection;
      others.current = othersOf(targets);
      // What was typed meanwhile stays.
      typed.value = { ...shownOf(targets), ...typed.value };
    } else said.value = { good: false, text: t('options_targets_silent') };
    return targets !== null;
  };
  useEffect(() => {
    typed.value = {};
    said.value = null;
    readOf.current = null;
    if (connection !== null) void read();
  }, [connection]);
  if (connection === null) return null;
  const save = async () => {
    if (!(await read())) return;
    const wanted = targetsOf(typed.value);
    if (typeof wanted === 'string') {
      said.value = { good: false, text: t('options_targets_order', { name: t(shortKey(wanted)) }) };
      return;
    }
    const done = await options.setTargets({ ...others.current, ...wanted });
    said.value = { good: done, text: t(done ? 'options_saved' : 'options_targets_silent') };
  };
  return (
    <section aria-labelledby="targets">
      <h2 id="targets">{t('options_targets')}</h2>
      <p class="soft">{t('options_targets_help')}</p>
      <form
        class="targets"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {JUDGED.map(({ measure, shops }) => (
          <fieldset key={measure} class="target">
            <legend>
              {shops.map((shop) => t(`badge_shop_${shop}`)).join(' · ')} {t(shortKey(measure))} (
              {UNITS[formOf(measure)]})
            </legend>
            {(['good', 'bad'] as const).map((end) => (
              <label key={end}>
                <span>{t(`options_target_${end}`)}</span>
                <input
                  type="text"
                  inputMode="decimal"
                  value={typed.value[`${measure} ${end}`] ?? ''}
                  onInput={({ currentTarget }) => {
                    typed.value = { ...typed.value, [`${measure} ${end}`]: currentTarget.value };
                    said.value = null;
                  }}
                />
              </label>
            ))}
          </fieldset>
        ))}
        <div class="actions">
          <button type="submit">{t('options_targets_save')}</button>
        </div>
      </form>
      <div class="said" role="status">
        {said.value && <p class={said.value.good ? 'notice good' : 'notice bad'}>{said.value.text}</p>}
      </div>
    </section>
  );
}

const UNITS: Record<string, string> = { money: '¥', percent: '%', times: '×' };

/** A measure's own unit (fen, a fraction) for one of what is typed (yuan, percent). */
function scaleOf(measure: MeasureKey): number {
  const form = formOf(measure);
  return form === 'money' ? 100 : form === 'percent' ? 0.01 : 1;
}

/** Targets as they are typed: yuan, percent, a multiple. */
export function shownOf(targets: Targets): Record<string, string> {
  return Object.fromEntries(
    JUDGED.flatMap(({ measure }) => {
      const target = targets[measure];
      if (!target) return [];
      const shown = (end: End) => String(Number((target[end] / scaleOf(measure)).toPrecision(12)));
      return [
        [`${measure} good`, shown('good')],
        [`${measure} bad`, shown('bad')],
      ];
    }),
  );
}

/** Targets that have no field here and are to stay; one that nothing is judged by would only be refused. */
export function othersOf(targets: Targets): Targets {
  const kept = (Object.keys(targets) as MeasureKey[]).filter(
    (key) => isJudged(key) && !JUDGED.some(({ measure }) => measure === key),
  );
  return Object.fromEntries(kept.map((key) => [key, targets[key]]));
}

/** What was typed as targets; where an end is missing, no number, or the wrong way round, the measure it is. */
export function targetsOf(typed: Readonly<Record<string, string>>): Targets | JudgedMeasure {
  const targets: Targets = {};
  for (const { measure } of JUDGED) {
    const [good = '', bad = ''] = (['good', 'bad'] as const).map((end) => typed[`${measure} ${end}`]?.trim() ?? '');
    if (good === '' && bad === '') continue;
    if (![good, bad].every((text) => /^\d+(\.\d+)?$/.test(text))) return measure;
    const scale = scaleOf(measure);
    const target = { good: Number(good) * scale, bad: Number(bad) * scale };
    if (!isBarInOrder(measure, target)) return measure;
    targets[measure] = target;
  }
  return targets;
}

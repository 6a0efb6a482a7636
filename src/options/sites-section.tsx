import { useSignal } from '@preact/signals';
import type { Reply, Settings } from '../messages/protocol';
import { Switch } from '../ui/controls';
import { t } from '../ui/language';
import type { Options } from './options-store';

const SITES = ['xhs', 'taobao', 'jd'] as const;

/** Which sites something is drawn on, and what has changed on them since this release. */
export function Sites({ settings, options }: { settings: Settings; options: Options }) {
  const turn = (site: (typeof SITES)[number], on: boolean) =>
    void options.change({ off: on ? settings.off.filter((one) => one !== site) : [...settings.off, site] });
  return (
    <section aria-labelledby="sites">
      <h2 id="sites">{t('site_section')}</h2>
      {SITES.map((site) => (
        <Switch
          key={site}
          on={settings.enabled && !settings.off.includes(site)}
          disabled={!settings.enabled}
          onTurn={(on) => turn(site, on)}
        >
          {t(`site_name_${site}`)}
        </Switch>
      ))}
      <p class="soft">{t('site_switches_help')}</p>
      <Patch options={options} />
    </section>
  );
}

function Patch({ options }: { options: Options }) {
  const text = useSignal('');
  const result = useSignal<Reply<'sitePatch'> | 'silent' | null>(null);
  const read = async () => {
    const answer = await options.sitePatch(null);
    if (answer !== 'silent') text.value = answer.text;
  };
  const apply = async () => {
    const answer = await options.sitePatch(text.value);
    if (answer !== 'silent' && !answer.problem) text.value = answer.text;
    result.value = answer;
  };
  return (
    <details onToggle={({ currentTarget }) => currentTarget.open && void read()}>
      <summary>{t('site_patch')}</summary>
      <label>
        {t('site_patch_label')}
        <textarea
          rows={8}
          spellcheck={false}
          value={text.value}
          onInput={({ currentTarget }) => {
            text.value = currentTarget.value;
            result.value = null;
          }}
        />
      </label>
      <p class="soft">{t('site_patch_help')}</p>
      <button type="button" onClick={() => void apply()}>
        {t('site_patch_apply')}
      </button>
      <div role="status" aria-live="polite">
        {result.value && <p class={isGood(result.value) ? 'notice good' : 'notice bad'}>{sentence(result.value)}</p>}
      </div>
    </details>
  );
}

function isGood(result: Reply<'sitePatch'> | 'silent'): boolean {
  return result !== 'silent' && result.problem === null;
}

function sentence(result: Reply<'sitePatch'> | 'silent'): string {
  if (result === 'silent') return t('options_silent');
  const { problem, text } = result;
  if (problem?.where === '') return t('site_patch_not_json');
  if (problem) return t('site_patch_problem', { ...problem });
  return t(text === '' ? 'site_patch_removed' : 'site_patch_applied');
}

import type { State } from '../messages/protocol';
import { ago } from '../ui/ages';
import { statusKey } from '../ui/keys';
import { locale, t } from '../ui/language';
import { PolicyNotice } from '../ui/policy-notice';
import type { Draft, Options } from './options-store';
import { Result } from './result';
import { Sure } from './sure';

/** The data source: what is connected now, and the form to test and connect another. */
export function ConnectionForm({ state, options }: { state: State; options: Options }) {
  const { draft, busy } = options;
  const field = (name: keyof Draft) => ({
    id: name,
    value: draft.value[name],
    onInput: (event: Event & { currentTarget: HTMLInputElement }) =>
      options.type({ [name]: event.currentTarget.value }),
  });
  return (
    <section aria-labelledby="connection">
      <h2 id="connection">{t('options_connection')}</h2>
      <PolicyNotice problem={state.policyProblem} />
      {state.connection && <Current state={state} options={options} />}
      <form
        hidden={state.connection?.managed === true}
        onSubmit={(event) => {
          event.preventDefault();
          void options.connect();
        }}
      >
        <label for="address">{t('options_address')}</label>
        <input
          {...field('address')}
          type="url"
          required
          spellcheck={false}
          autocomplete="off"
          placeholder="http://127.0.0.1:8787"
          aria-describedby="address-help"
        />
        <p id="address-help" class={isExposed(draft.value.address) ? 'warning' : 'soft'}>
          {t(isExposed(draft.value.address) ? 'options_address_exposed' : 'options_address_help')}
        </p>
        <label for="token">{t('options_token')}</label>
        <input {...field('token')} type="password" autocomplete="off" aria-describedby="token-help" />
        <p id="token-help" class="soft">
          {t(state.connection ? 'options_token_kept' : 'options_token_help')}
        </p>
        <label for="name">{t('options_name')}</label>
        <input {...field('name')} type="text" maxLength={40} autocomplete="off" aria-describedby="name-help" />
        <p id="name-help" class="soft">
          {t('options_name_help')}
        </p>
        <div class="actions">
          <button type="submit" class="primary" disabled={busy.value}>
            {t('options_connect')}
          </button>
          <button type="button" disabled={busy.value} onClick={() => void options.test()}>
            {t('options_test')}
          </button>
        </div>
        <Result outcome={options.outcome.value} busy={busy.value} />
      </form>
    </section>
  );
}

function Current({ state, options }: { state: State; options: Options }) {
  const { connection, status, lastGood } = state;
  if (connection === null) return null;
  return (
    <div class={status === 'ok' ? 'notice good' : 'notice'}>
      <p>
        <strong>{connection.name}</strong>
        {connection.workspace !== '' && ` · ${t('options_workspace', { workspace: connection.workspace })}`}
      </p>
      {connection.address !== '' && <p class="address">{connection.address}</p>}
      <p>{t(statusKey(status))}</p>
      {lastGood !== null && (
        <p class="soft">{t('options_last_good', { age: ago(lastGood, Date.now(), locale.value) })}</p>
      )}
      {connection.managed ? (
        <p class="soft">{t('policy_managed')}</p>
      ) : (
        <Sure
          text={t('options_disconnect')}
          question={t('options_disconnect_question')}
          yes={t('options_disconnect_yes')}
          onYes={() => options.disconnect()}
        />
      )}
    </div>
  );
}

/** Whether a token sent to this address travels unencrypted over a network. */
export function isExposed(address: string): boolean {
  if (!URL.canParse(address.trim())) return false;
  const { protocol, hostname } = new URL(address.trim());
  return protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}

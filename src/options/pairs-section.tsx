import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { State } from '../messages/protocol';
import type { TitledLink } from '../metrics/pairs';
import { parseSubject } from '../metrics/subjects';
import { t } from '../ui/language';
import type { Files } from './files-store';
import type { Pairing, Titled } from './pairs-store';

/** So many rows stand at once; the next come when these are done, or are asked for. */
const AT_ONCE = 8;
/** Products are looked for when the typing rests, ms. */
const REST_MS = 200;

/** Which product each note and task belongs to: those that have none, one by one, and the map's template for many. */
export function PairsSection({ pairing, files, state }: { pairing: Pairing; files: Files; state: State }) {
  const connection = state.connection?.id ?? null;
  const imports = files.imports.value;
  const most = useSignal(AT_ONCE);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    void pairing.read(connection);
    most.value = AT_ONCE;
  }, [connection, imports]);
  if (connection === null) return null;
  const open = pairing.open.value;
  const rows = open ? [...open.notes.first, ...open.tasks.first] : [];
  const save = async (from: Titled, product: Titled | string) => {
    const done = await pairing.save(from, product);
    // The row is gone: the next one is where the hand is.
    if (done) list.current?.querySelector('input')?.focus();
    return done;
  };
  return (
    <section aria-labelledby="pairs">
      <h2 id="pairs">{t('files_map')}</h2>
      <p class="soft">{t('pairs_help')}</p>
      {open && rows.length === 0 && <p>{t('pairs_all')}</p>}
      {open && rows.length > 0 && <p>{t('pairs_open', { notes: open.notes.count, tasks: open.tasks.count })}</p>}
      <ul class="files" ref={list}>
        {rows.slice(0, most.value).map((one) => (
          <PairRow key={one.subject} one={one} pairing={pairing} onSave={save} />
        ))}
      </ul>
      {rows.length > most.value && (
        <button
          type="button"
          onClick={() => {
            most.value += AT_ONCE;
          }}
        >
          {t('pairs_more', { count: Math.min(AT_ONCE, rows.length - most.value) })}
        </button>
      )}
      <datalist id="pairs-products">
        {pairing.products.value.map((product) => (
          <option key={product.subject} value={productText(product)} />
        ))}
      </datalist>
      <div class="said" role="status" aria-live="polite">
        {pairing.said.value && (
          <p class={pairing.said.value.good ? 'notice good' : 'notice bad'}>
            {t(pairing.said.value.key, pairing.said.value.params)}
          </p>
        )}
      </div>
      <Made pairing={pairing} />
      {state.connection?.kind === 'files' && (
        <>
          <h3>{t('files_map_template')}</h3>
          <p class="soft">{t('files_map_help')}</p>
          <button type="button" disabled={files.busy.value} onClick={() => void files.template()}>
            {t('files_map_download')}
          </button>
        </>
      )}
    </section>
  );
}

/** One note or task and the field for its product. */
function PairRow(props: {
  one: Titled;
  pairing: Pairing;
  onSave(from: Titled, product: Titled | string): Promise<boolean>;
}) {
  const { one, pairing, onSave } = props;
  const typed = useSignal('');
  const id = useId();
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const name = nameOf(one);
  return (
    <li>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          clearTimeout(resting.current);
          const chosen = pairing.products.value.find((product) => productText(product) === typed.value);
          if (typed.value.trim() !== '') void onSave(one, chosen ?? typed.value);
        }}
      >
        <label for={id}>
          <span class="soft">{kindText(one)}</span> {name}
        </label>
        {one.title !== null && <p class="soft">{idOf(one)}</p>}
        <div class="actions pair">
          <input
            id={id}
            type="text"
            list="pairs-products"
            autocomplete="off"
            maxLength={400}
            placeholder={t('pairs_placeholder')}
            value={typed.value}
            onInput={({ currentTarget }) => {
              typed.value = currentTarget.value;
              clearTimeout(resting.current);
              resting.current = setTimeout(() => void pairing.suggest(one.subject, typed.value), REST_MS);
            }}
          />
          <button type="submit" aria-label={t('pairs_save_one', { name })}>
            {t('pairs_save')}
          </button>
        </div>
      </form>
    </li>
  );
}

/** The pairs that were made one by one, each to be taken back. */
function Made({ pairing }: { pairing: Pairing }) {
  const made = pairing.made.value;
  if (!made || made.count === 0) return null;
  const left = made.count - made.first.length;
  return (
    <details>
      <summary>{t('pairs_made', { count: made.count })}</summary>
      <ul class="files">
        {made.first.map((link) => {
          const [from, to] = endsOf(link);
          return (
            <li key={`${link.from} ${link.to}`} class="actions">
              <span>{t('pairs_one', { from, to })}</span>
              <button
                type="button"
                aria-label={t('pairs_take_back_one', { from, to })}
                onClick={() => void pairing.takeBack({ from: link.from, to: link.to })}
              >
                {t('pairs_take_back')}
              </button>
            </li>
          );
        })}
      </ul>
      {left > 0 && <p class="soft">{t('pairs_made_left', { count: left })}</p>}
    </details>
  );
}

function endsOf({ from, to, fromTitle, toTitle }: TitledLink): [string, string] {
  return [nameOf({ subject: from, title: fromTitle }), nameOf({ subject: to, title: toTitle })];
}

/** What a subject is called in a sentence: its title, or where there is none what it is and its id. */
export function nameOf(one: Titled): string {
  const isProductOf = parseSubject(one.subject)?.kind !== 'note' && parseSubject(one.subject)?.kind !== 'task';
  return isProductOf ? productText(one) : (one.title ?? idOf(one));
}

function productText({ subject, title }: Titled): string {
  const parts = parseSubject(subject);
  if (!parts) return title ?? subject.slice(subject.indexOf('/') + 1);
  const place = `${t(parts.platform === 'xhs' ? 'pairs_goods' : `badge_shop_${parts.platform}`)} ${parts.id}`;
  return title === null ? place : `${title} · ${place}`;
}

function kindText({ subject }: Titled): string {
  const parts = parseSubject(subject);
  if (parts?.platform === 'taobao' || parts?.platform === 'jd') {
    return t('pairs_task', { shop: t(`badge_shop_${parts.platform}`) });
  }
  return t('pairs_note');
}

function idOf({ subject }: Titled): string {
  return parseSubject(subject)?.id ?? subject;
}

import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { State } from '../messages/protocol';
import type { TitledLink } from '../metrics/pairs';
import { t } from '../ui/language';
import { idOf, kindText, nameOf, type Titled } from '../ui/pairs/names';
import { PairForm, PairSaid } from '../ui/pairs/pair-form';
import type { Files } from './files-store';
import type { Pairing } from './pairs-store';

/** So many rows stand at once; the next come when these are done, or are asked for. */
const AT_ONCE = 8;

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
  // The row is gone: the next one is where the hand is.
  const goOn = () => list.current?.querySelector('input')?.focus();
  return (
    <section aria-labelledby="pairs">
      <h2 id="pairs">{t('files_map')}</h2>
      <p class="soft">{t('pairs_help')}</p>
      {open && rows.length === 0 && <p>{t('pairs_all')}</p>}
      {open && rows.length > 0 && <p>{t('pairs_open', { notes: open.notes.count, tasks: open.tasks.count })}</p>}
      {open && open.noteless.count > 0 && <p>{t('pairs_noteless', { tasks: open.noteless.count })}</p>}
      <ul class="files" ref={list}>
        {rows.slice(0, most.value).map((one) => (
          <li key={one.subject}>
            <PairForm one={one} maker={pairing} onSaved={goOn}>
              <span class="soft">{kindText(one)}</span> {nameOf(one)}
              {one.title !== null && <span class="soft"> {idOf(one)}</span>}
            </PairForm>
          </li>
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
      <PairSaid maker={pairing} />
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
          const ends = endsOf(link);
          const [from, to] = [nameOf(ends.from), nameOf(ends.to)];
          return (
            <li key={`${link.from} ${link.to}`} class="actions">
              <span>{t('pairs_one', { from, to })}</span>
              <button
                type="button"
                aria-label={t('pairs_take_back_one', { from, to })}
                onClick={() => void pairing.takeBack(ends.from, ends.to)}
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

function endsOf({ from, to, fromTitle, toTitle }: TitledLink): { from: Titled; to: Titled } {
  return { from: { subject: from, title: fromTitle }, to: { subject: to, title: toTitle } };
}

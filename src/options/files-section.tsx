import { useRef, useState } from 'preact/hooks';
import type { Failure } from '../files/client';
import type { State } from '../messages/protocol';
import { t } from '../ui/language';
import { ChosenFile } from './chosen-file';
import { DEEPEST, droppedFiles, type Left, MOST_DROPPED } from './dropped-files';
import { type Files, isReady } from './files-store';
import { failureInWords } from './files-words';
import { ImportList } from './import-list';

/** Exports dropped or chosen, what would come of them, and what is imported already. */
export function FilesSection({ files, state }: { files: Files; state: State }) {
  const { chosen, busy } = files;
  const isFirst = state.connection?.kind !== 'files';
  const ready = chosen.value.filter(isReady).length;
  return (
    <section aria-labelledby="files">
      <h2 id="files">{t('files_title')}</h2>
      <p class="soft">{t(isFirst ? 'files_help_first' : 'files_help', { name: state.connection?.name ?? '' })}</p>
      <DropZone
        onFiles={async (chosen, left) => {
          await files.choose(chosen);
          if (left) files.failure.value = LEFT[left];
        }}
        onUnreadable={() => {
          files.failure.value = { code: 'files_unreadable' };
        }}
      />
      {chosen.value.length > 0 && (
        <>
          <ul class="files">
            {chosen.value.map((one) => (
              <ChosenFile key={one.number} one={one} files={files} />
            ))}
          </ul>
          {isFirst && <SetName files={files} />}
          <div class="actions">
            <button
              type="button"
              class="primary"
              disabled={busy.value || ready === 0}
              onClick={() => void files.importAll()}
            >
              {t('files_import', { count: ready })}
            </button>
            {busy.value && (
              <button type="button" onClick={() => files.cancel()}>
                {t('options_cancel')}
              </button>
            )}
          </div>
        </>
      )}
      <div class="said" role="status" aria-live="polite">
        {files.said.value && <p class="notice good">{t(files.said.value.key, files.said.value.params)}</p>}
        {files.waiting.value && <p class="notice">{t('files_waiting')}</p>}
        {files.failure.value && <p class="notice bad">{failureInWords(files.failure.value)}</p>}
      </div>
      {files.mappings.value.length > 0 && (
        <>
          <h3>{t('mapping_list')}</h3>
          <ul class="files">
            {files.mappings.value.map((name) => (
              <li key={name} class="actions">
                <strong>{name}</strong>
                <button
                  type="button"
                  disabled={busy.value}
                  aria-label={t('mapping_delete_one', { name })}
                  onClick={() => void files.deleteMapping(name)}
                >
                  {t('mapping_delete')}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {!isFirst && (
        <>
          <ImportList files={files} name={state.connection?.name ?? ''} />
          <h3>{t('files_archive')}</h3>
          <p class="soft">{t('files_archive_help', { name: state.connection?.name ?? '' })}</p>
          <button type="button" disabled={busy.value} onClick={() => void files.handOver()}>
            {t('files_archive_save')}
          </button>
          <h3>{t('files_new')}</h3>
          <SetName files={files} />
          <button
            type="button"
            disabled={busy.value || files.name.value.trim() === ''}
            onClick={() => void files.beginSet()}
          >
            {t('files_new')}
          </button>
        </>
      )}
    </section>
  );
}

/** What a set is called: its name stands over every number that comes of it. */
function SetName({ files }: { files: Files }) {
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <label for="files-name">{t('files_name')}</label>
      <input
        id="files-name"
        type="text"
        maxLength={40}
        autocomplete="off"
        value={files.name.value}
        onInput={(event) => {
          files.name.value = event.currentTarget.value;
        }}
      />
    </form>
  );
}

const LEFT: Record<Left, Failure> = {
  many: { code: 'files_dropped_part', params: { most: MOST_DROPPED } },
  deep: { code: 'files_dropped_deep', params: { most: DEEPEST } },
};

/** Files may be dropped on it; its button opens the browser's own chooser. */
function DropZone(props: { onFiles(files: File[], left: Left | null): Promise<void>; onUnreadable(): void }) {
  const { onFiles, onUnreadable } = props;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <fieldset
      class={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void droppedFiles(event.dataTransfer).then(({ files, left }) => onFiles(files, left), onUnreadable);
      }}
    >
      <legend class="spoken">{t('files_title')}</legend>
      <p>{t('files_drop')}</p>
      <button type="button" onClick={() => input.current?.click()}>
        {t('files_choose')}
      </button>
      <label hidden>
        {t('files_choose')}
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept=".csv,.txt,.tsv,.xlsx,.xls,.zip"
          onChange={(event) => {
            const field = event.currentTarget;
            void onFiles([...(field.files ?? [])], null);
            // The same file may be chosen again.
            field.value = '';
          }}
        />
      </label>
    </fieldset>
  );
}

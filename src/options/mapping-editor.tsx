import { useLayoutEffect, useRef } from 'preact/hooks';
import { isMeasure, MAPPED_DIMENSIONS, MAPPED_UNITS } from '../metrics/mapping';
import { STORED, type StoredMeasure } from '../metrics/measures';
import { SOURCES } from '../metrics/sources';
import { GRAINS } from '../metrics/values';
import { locale, t } from '../ui/language';
import type { Files } from './files-store';
import { failureInWords } from './files-words';
import { type ColumnDraft, isMoney, type MappingDraft, measuresOf, type Unit } from './mapping-draft';

const WINDOWS = [7, 15, 30] as const;

/** What each column of a table is that no reader knows; saved under a name, tables like it are known from then on. */
export function MappingEditor({ draft, files }: { draft: MappingDraft; files: Files }) {
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), []);
  const change = (part: Partial<MappingDraft>) => files.changeMapping({ ...draft, ...part });
  const changeColumn = (heading: string, part: Partial<ColumnDraft>) =>
    change({ columns: draft.columns.map((one) => (one.heading === heading ? { ...one, ...part } : one)) });
  return (
    <form
      class="mapping"
      aria-labelledby="mapping-title"
      onSubmit={(event) => {
        event.preventDefault();
        void files.saveMapping();
      }}
    >
      <h3 id="mapping-title" ref={title} tabIndex={-1}>
        {t('mapping_title')}
      </h3>
      <p class="soft">{t('mapping_help')}</p>
      <label>
        {t('mapping_name')}
        <input
          type="text"
          required
          maxLength={60}
          autocomplete="off"
          value={draft.name}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
      </label>
      <Pick
        label={t('mapping_source')}
        options={SOURCES.map((value) => ({ value, text: t(`measure_source_${value}`) }))}
        value={draft.source}
        onPick={(source) => change({ source })}
      />
      <Pick
        label={t('mapping_grain')}
        options={GRAINS.map((value) => ({ value, text: t(`mapping_grain_${value}`) }))}
        value={draft.grain}
        onPick={(grain) => change({ grain })}
      />
      <Pick
        label={t('mapping_period')}
        options={(['day', 'lifetime'] as const).map((value) => ({ value, text: t(`mapping_period_${value}`) }))}
        value={draft.period}
        onPick={(period) => change({ period })}
      />
      <Pick
        label={t('options_caliber')}
        options={(['unknown', 'click', 'conversion'] as const).map((value) => ({
          value,
          text: value === 'unknown' ? t('files_declare_caliber') : t(`options_caliber_${value}`),
        }))}
        value={draft.caliber ?? 'unknown'}
        onPick={(value) => change({ caliber: value === 'unknown' ? null : value })}
      />
      <ul class="columns">
        {draft.columns.map((column) => (
          <Column
            key={column.heading}
            column={column}
            draft={draft}
            onChange={(part) => changeColumn(column.heading, part)}
          />
        ))}
      </ul>
      <div role="status" aria-live="polite">
        {files.mappingFailure.value && <p class="notice bad">{failureInWords(files.mappingFailure.value)}</p>}
      </div>
      <div class="actions">
        <button type="submit" class="primary" disabled={files.busy.value}>
          {t('mapping_save')}
        </button>
        <button type="button" onClick={() => files.changeMapping(null)}>
          {t('options_cancel')}
        </button>
      </div>
    </form>
  );
}

/** One column: what stands in it, what it is, and of a measure its unit and window. */
function Column(props: { column: ColumnDraft; draft: MappingDraft; onChange(part: Partial<ColumnDraft>): void }) {
  const { column, draft, onChange } = props;
  const { heading, samples, as } = column;
  const nameOf = (measure: StoredMeasure) => STORED[measure][locale.value === 'en' ? 'en' : 'zh'];
  const roles = [
    { value: 'ignore' as const, text: t('mapping_as_ignore') },
    ...MAPPED_DIMENSIONS.filter((one) => one !== 'ignore').map((value) => ({ value, text: t(`mapping_as_${value}`) })),
    ...measuresOf(draft.source).map((value) => ({ value, text: nameOf(value) })),
  ];
  // A measure that the source just chosen does not have is still shown as chosen, for the refusal to speak of.
  const isListed = roles.some(({ value }) => value === as);
  const listed = isListed || !isMeasure(as) ? roles : [...roles, { value: as, text: nameOf(as) }];
  return (
    <li>
      <strong>{heading}</strong>
      <p class="soft">{samples.filter((cell) => cell !== '').join(' · ') || t('mapping_empty')}</p>
      <div class="actions">
        <Pick
          label={t('mapping_as', { heading })}
          quiet
          options={listed}
          value={as}
          onPick={(value) => onChange({ as: value })}
        />
        {isMoney(column) && (
          <Pick
            label={t('mapping_unit', { heading })}
            quiet
            options={MAPPED_UNITS.map((value) => ({ value, text: t(`mapping_unit_${value}`) }))}
            value={column.unit}
            onPick={(unit: Unit) => onChange({ unit })}
          />
        )}
        {isMeasure(as) && (
          <Pick
            label={t('mapping_window', { heading })}
            quiet
            options={[
              { value: 'none', text: t('mapping_window_none') },
              ...WINDOWS.map((days) => ({ value: String(days), text: t('options_window_days', { days }) })),
            ]}
            value={String(column.window ?? 'none')}
            onPick={(value) => onChange({ window: WINDOWS.find((days) => String(days) === value) ?? null })}
          />
        )}
      </div>
    </li>
  );
}

/** One of many, with its label beside it or only spoken. */
function Pick<T extends string>(props: {
  label: string;
  quiet?: boolean;
  options: readonly { value: T; text: string }[];
  value: T;
  onPick(value: T): void;
}) {
  return (
    <label class="pick">
      <span class={props.quiet ? 'spoken' : ''}>{props.label}</span>
      <select
        value={props.value}
        onChange={(event) => {
          const found = props.options.find(({ value }) => value === event.currentTarget.value);
          if (found) props.onPick(found.value);
        }}
      >
        {props.options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

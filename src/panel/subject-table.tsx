import { Fragment } from 'preact';
import { DECISIONS } from '../metrics/marks';
import type { Subject } from '../metrics/subjects';
import { staleWords } from '../ui/badge-model';
import { badgeStatusKey } from '../ui/keys';
import { locale, t } from '../ui/language';
import { titleOf } from '../ui/titles';
import { type Column, columnsFor, magnitudeIn } from './columns';
import { FigureCell } from './figure-cell';
import { MarkCell } from './mark-cell';
import { columnName, groupName } from './names';
import { COMPARED, type Panel } from './panel-store';
import { type Filter, filterRows, type Row } from './rows';
import { kindName } from './sheet';
import { nextSorting, sortRows, turned } from './sorting';

const FILTERS: readonly Filter[] = ['all', ...DECISIONS, 'none'];

/**
 * Subjects as a table: one group of columns per platform, sorted by a press on a heading, filtered by what was decided,
 * and handed over as a file just as it stands.
 * @param onOpen what a press on a title does; it leads to the subject's place or page unless told otherwise
 */
export function SubjectTable(props: {
  panel: Panel;
  rows: readonly Row[];
  caption: string;
  onOpen?: (subject: Subject) => void;
}) {
  const { panel, caption } = props;
  const rows = filterRows(props.rows, panel.filter.value);
  const columns = columnsFor(props.rows.map(({ answer }) => answer));
  const sorting = columns.some(({ id }) => id === panel.sorting.value?.column.id) ? panel.sorting.value : null;
  const { rows: sorted, unranked } = sortRows(rows, sorting);
  const magnitudes = columns.map((column) => ({
    column,
    magnitude: magnitudeIn(
      column,
      rows.map(({ answer }) => answer),
      locale.value,
    ),
  }));
  const onOpen = props.onOpen ?? ((subject: Subject) => void panel.go(subject));
  return (
    <>
      <div class="bar">
        <label>
          <span>{t('panel_filter')}</span>
          <select
            value={panel.filter.value}
            onChange={({ currentTarget }) => {
              panel.filter.value = FILTERS.find((one) => one === currentTarget.value) ?? 'all';
            }}
          >
            {FILTERS.map((one) => (
              <option key={one} value={one}>
                {t(`panel_filter_${one}`)}
              </option>
            ))}
          </select>
        </label>
        <SortingSelect columns={columns} panel={panel} sorting={sorting} />
        <span class="files">
          {(['csv', 'xlsx'] as const).map((format) => (
            <button
              key={format}
              type="button"
              disabled={sorted.length === 0}
              onClick={() => void panel.export(format, sorted, columns)}
            >
              {t(`panel_export_${format}`)}
            </button>
          ))}
        </span>
      </div>
      <div class="scroll">
        <table class="listed">
          <caption class="spoken">{caption}</caption>
          <Headings columns={columns} panel={panel} sorting={sorting} />
          <tbody>
            {sorted.map((row, index) => (
              <Fragment key={row.subject}>
                {index === unranked && index < sorted.length && (
                  <tr class="unranked">
                    <th scope="rowgroup" colSpan={columns.length + 3}>
                      {t('panel_unranked', { count: sorted.length - unranked })}
                    </th>
                  </tr>
                )}
                <tr>
                  <td class="tick">
                    <input
                      type="checkbox"
                      aria-label={t('panel_compare_this', { title: titleOf(row) })}
                      checked={panel.chosen.value.includes(row.subject)}
                      disabled={panel.chosen.value.length >= COMPARED.most && !panel.chosen.value.includes(row.subject)}
                      onChange={({ currentTarget }) => panel.choose(row.subject, currentTarget.checked)}
                    />
                  </td>
                  <th scope="row">
                    <button type="button" class="plain title" title={titleOf(row)} onClick={() => onOpen(row.subject)}>
                      {titleOf(row)}
                    </button>
                    <span class="soft">{[kindName(row.subject, t), stateOf(row)].filter(Boolean).join(' · ')}</span>
                  </th>
                  {magnitudes.map(({ column, magnitude }) => (
                    <FigureCell
                      key={column.id}
                      row={row}
                      column={column}
                      name={columnName(column.measure, t)}
                      magnitude={magnitude}
                    />
                  ))}
                  <td class="marked">
                    <MarkCell row={row} panel={panel} />
                  </td>
                </tr>
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      {sorted.length === 0 && <p class="soft">{t('panel_filtered_out')}</p>}
    </>
  );
}

/** How old a row is and why there is nothing newer, or why there is nothing; '' where all is well. */
function stateOf({ freshness, status, fetchedAt }: Row): string {
  if (freshness === 'failed') return t(badgeStatusKey(status));
  return freshness === 'stale' ? staleWords(status, fetchedAt, Date.now(), locale.value, t) : '';
}

interface Sortable {
  columns: readonly Column[];
  panel: Panel;
  sorting: Panel['sorting']['value'];
}

/** What rows are sorted by where a narrow window has no room for headings. */
function SortingSelect({ columns, panel, sorting }: Sortable) {
  const groups = [...new Set(columns.map(({ group }) => group))];
  return (
    <span class="sorting">
      <label>
        <span>{t('panel_sort')}</span>
        <select
          value={sorting?.column.id ?? ''}
          onChange={({ currentTarget }) => {
            const column = columns.find(({ id }) => id === currentTarget.value);
            panel.sorting.value = column ? nextSorting(null, column) : null;
          }}
        >
          <option value="">{t('panel_sort_none')}</option>
          {groups.map((group) => (
            <optgroup key={group} label={groupName(group, t)}>
              {columns
                .filter((column) => column.group === group)
                .map(({ id, measure }) => (
                  <option key={id} value={id}>
                    {columnName(measure, t)}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      {sorting && (
        <button
          type="button"
          aria-label={t('panel_sort_turn')}
          title={t('panel_sort_turn')}
          onClick={() => {
            panel.sorting.value = turned(sorting);
          }}
        >
          {sorting.direction === 'ascending' ? '▲' : '▼'}
        </button>
      )}
    </span>
  );
}

function Headings({ columns, panel, sorting }: Sortable) {
  const groups = [...new Set(columns.map(({ group }) => group))];
  return (
    <thead>
      <tr>
        <td rowSpan={2}>
          <span class="spoken">{t('panel_view_compare')}</span>
        </td>
        <th scope="col" rowSpan={2}>
          {t('panel_title')}
        </th>
        {groups.map((group) => (
          <th key={group} scope="colgroup" colSpan={columns.filter((column) => column.group === group).length}>
            {groupName(group, t)}
          </th>
        ))}
        <th scope="col" rowSpan={2}>
          {t('panel_mark')}
        </th>
      </tr>
      <tr>
        {columns.map((column) => (
          <th key={column.id} scope="col" aria-sort={sorting?.column.id === column.id ? sorting.direction : 'none'}>
            <button
              type="button"
              class="plain sort"
              onClick={() => {
                panel.sorting.value = nextSorting(sorting, column);
              }}
            >
              {columnName(column.measure, t)}
              <span aria-hidden="true">
                {sorting?.column.id === column.id ? (sorting.direction === 'ascending' ? ' ▲' : ' ▼') : ''}
              </span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

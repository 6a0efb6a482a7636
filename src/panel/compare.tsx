import { measure } from '../metrics/measures';
import { whyUnranked } from '../metrics/ranking';
import { locale, t } from '../ui/language';
import { titleOf } from '../ui/titles';
import { type Column, columnsFor, figureOf, magnitudeIn } from './columns';
import { FigureCell } from './figure-cell';
import { columnName, groupName } from './names';
import { COMPARED, type Panel } from './panel-store';
import type { Row } from './rows';

/** Two to five subjects side by side, a line per number; the best is named only among numbers that may be ranked. */
export function Compare({ panel }: { panel: Panel }) {
  const rows = panel.rows('compare');
  const columns = columnsFor(rows.map(({ answer }) => answer));
  const groups = [...new Set(columns.map(({ group }) => group))];
  return (
    <section aria-labelledby="view-title">
      <h2 id="view-title">{t('panel_view_compare')}</h2>
      {rows.length < COMPARED.least ? (
        <p class="soft">{t('panel_compare_how', COMPARED)}</p>
      ) : (
        <>
          <div class="bar">
            <span class="files">
              {(['csv', 'xlsx'] as const).map((format) => (
                <button key={format} type="button" onClick={() => void panel.export(format, rows, columns)}>
                  {t(`panel_export_${format}`)}
                </button>
              ))}
            </span>
          </div>
          <div class="scroll">
            <table class="compared">
              <caption class="spoken">{t('panel_view_compare')}</caption>
              <thead>
                <tr>
                  <td />
                  {rows.map((row) => (
                    <th key={row.subject} scope="col">
                      <span class="title" title={titleOf(row)}>
                        {titleOf(row)}
                      </span>
                      <button type="button" onClick={() => panel.choose(row.subject, false)}>
                        {t('panel_compare_drop')}
                        <span class="spoken">{titleOf(row)}</span>
                      </button>
                    </th>
                  ))}
                </tr>
              </thead>
              {groups.map((group) => (
                <tbody key={group}>
                  <tr>
                    <th scope="rowgroup" colSpan={rows.length + 1}>
                      {groupName(group, t)}
                    </th>
                  </tr>
                  {columns
                    .filter((column) => column.group === group)
                    .map((column) => (
                      <Line key={column.id} column={column} rows={rows} />
                    ))}
                </tbody>
              ))}
            </table>
          </div>
        </>
      )}
    </section>
  );
}

function Line({ column, rows }: { column: Column; rows: readonly Row[] }) {
  const best = bestOf(column, rows);
  const magnitude = magnitudeIn(
    column,
    rows.map(({ answer }) => answer),
    locale.value,
  );
  return (
    <tr>
      <th scope="row">{columnName(column.measure, t)}</th>
      {rows.map((row) => (
        <FigureCell
          key={row.subject}
          row={row}
          column={column}
          name={titleOf(row)}
          magnitude={magnitude}
          best={best === row}
        />
      ))}
    </tr>
  );
}

/** The row with the best number of those that may be ranked; none where fewer than two may, or two are equal. */
export function bestOf(column: Column, rows: readonly Row[]): Row | null {
  const { better } = measure(column.measure);
  if (better === 'neutral') return null;
  const ranked = rows.flatMap((row) => {
    const figure = figureOf(row.answer, column);
    // Of two bands neither is surely the better one.
    return figure?.state === 'known' && figure.low === figure.high && whyUnranked(column.measure, figure) === null
      ? [{ row, value: better === 'higher' ? figure.low : -figure.low }]
      : [];
  });
  const [first, second] = ranked.sort((a, b) => b.value - a.value);
  return first && second && first.value > second.value ? first.row : null;
}

import type { CardModel, CardRow, CardSection } from '../../messages/drawn';
import type { DetailAnswer } from '../../messages/protocol';
import type { Detail } from '../../metrics/detail';
import { DECISIONS } from '../../metrics/marks';
import type { Verdicts } from '../../metrics/verdicts';
import { cellsFor, staleWords } from '../badge-model';
import { unsureSources } from '../caliber-sources';
import { decisionKey, statusKey } from '../keys';
import { reasonSentence, unlinkedFigure } from '../reason-words';
import { copiesOf } from './copies';
import { provenanceRows } from './provenance';
import { type CardSetup, factRow } from './rows';
import { costSection, counterpartSection, factsOf, funnelSection, idOf, taskSection, trendSection } from './sections';
import { CARD_STYLE } from './style';

/** All that a card says of a subject, also where there is no number. `now` in ms since 1970. */
export function cardModel(answer: DetailAnswer, setup: CardSetup, now: number): CardModel {
  const { locale, say } = setup;
  const { subject, detail, freshness, status, fetchedAt, mark, verdicts } = answer;
  const whose = !setup.connection ? [] : [factRow(say('card_connection'), setup.connection, setup)];
  const sections: CardSection[] = [
    ...(detail ? sectionsOf(detail, verdicts, setup) : []),
    provenance([...whose, ...(detail ? provenanceRows(detail, setup) : [])], setup),
  ].filter(({ columns }) => columns.some(({ rows }) => rows.length > 0));
  const title = detail?.title ?? idOf(subject);
  const state =
    freshness === 'failed'
      ? say(statusKey(status))
      : freshness === 'stale'
        ? staleWords(status, fetchedAt, now, locale, say)
        : detail && cellsFor(subject, detail).length === 0
          ? reasonSentence(unlinkedFigure(detail), say)
          : '';
  return {
    subject,
    connection: setup.connectionId,
    title,
    state,
    sections,
    asks: unsureSources(detail?.cells ?? []).map((source) => ({
      source,
      text: say('caliber_question', { source: say(`measure_source_${source}`) }),
      answers: [
        ['click', say('caliber_click')],
        ['conversion', say('caliber_conversion')],
      ],
    })),
    mark: mark && { decision: mark.decision, remark: mark.remark },
    decisions: DECISIONS.map((decision) => [decision, say(decisionKey(decision))]),
    words: {
      close: say('card_close'),
      decide: say('card_decide'),
      remark: say('card_remark'),
      copyText: say('card_copy_text'),
      copyTable: say('card_copy_table'),
      copied: say('card_copied'),
      notCopied: say('card_not_copied'),
      notKept: say('card_not_kept'),
    },
    copies: copiesOf(title, sections),
    style: CARD_STYLE,
  };
}

function sectionsOf(detail: Detail, verdicts: Verdicts, setup: CardSetup): CardSection[] {
  return [
    factsOf(detail, setup),
    funnelSection(detail, verdicts, setup),
    taskSection(detail, setup),
    costSection(detail, setup),
    trendSection(detail, setup),
    counterpartSection(detail, setup),
  ];
}

function provenance(rows: CardRow[], { say }: CardSetup): CardSection {
  return { heading: say('card_provenance'), columns: [{ heading: '', shop: null, rows }] };
}

import type { Evidence } from './evidence';
import { EvidenceIndex, isNote } from './evidence-index';
import type { LinkIndex } from './links';
import { type NeededRows, neededRows } from './needed';
import { closeCell, openCells } from './open-cells';
import { type Answer, BADGE_MEASURES, type Question } from './question';
import { SHOP_NAMES, SHOPS, shopOf } from './shops';
import { type Standing, standingOf } from './standing';
import { isProduct, parseSubject, type Shop, type Subject } from './subjects';

/**
 * Answers about subjects from a store's evidence; null for one that the workspace does not know. Pure: the same
 * evidence gives the same answers, whichever store it came from and in whatever order.
 */
export function answer(
  question: Question,
  subjects: readonly Subject[],
  evidence: Evidence,
  links?: LinkIndex,
): Record<Subject, Answer | null> {
  const index = new EvidenceIndex(evidence, links);
  return Object.fromEntries(
    subjects.map((subject) => [subject, index.known.has(subject) ? answerOne(index, question, subject) : null]),
  );
}

/** The rows that answers about these subjects need, and the days on which their spans may begin. */
export function neededForAnswers(
  question: Question,
  subjects: readonly Subject[],
  head: Omit<Evidence, 'rows'>,
  links?: LinkIndex,
): NeededRows {
  const index = new EvidenceIndex({ ...head, rows: [] }, links);
  const births = subjects.flatMap((subject) => standingOf(index, subject).birth ?? []);
  return neededRows(index, question, question.measures ?? BADGE_MEASURES, births);
}

function answerOne(index: EvidenceIndex, question: Question, subject: Subject): Answer {
  const standing = standingOf(index, subject);
  const measures = question.measures ?? BADGE_MEASURES;
  return {
    ...headOf(index, subject, standing),
    cells: openCells(index, question, standing, pageShop(subject)).map((cell) => closeCell(cell, measures)),
  };
}

/** What an answer says of a subject beside its figures. */
export function headOf(index: EvidenceIndex, subject: Subject, standing: Standing): Omit<Answer, 'cells'> {
  const group = isProduct(subject) ? index.links.group(subject) : { name: null, members: [] };
  return {
    subject,
    title: index.label(subject, 'title'),
    group: group.name === null ? null : { name: group.name, members: group.members.length },
    linked: isNote(subject) ? index.links.countProducts(index.links.productsOfNote(subject)) : standing.notes.length,
    marks: standing.marks,
    ...(isNote(subject) && standing.shops.size === 0 && { unlinked: whyUnlinked(index) }),
  };
}

/** The export to fetch goes before the link to make: without a shop's report no link would show a number. */
function whyUnlinked(index: EvidenceIndex): NonNullable<Answer['unlinked']> {
  return SHOP_NAMES.some((shop) => index.hasShop(shop))
    ? { reason: 'not-mapped' }
    : { reason: 'not-imported', source: SHOPS[SHOP_NAMES[0] ?? 'taobao'].source };
}

/** The shop that a page of this subject is in; a note is in none. */
export function pageShop(subject: Subject): Shop | null {
  const platform = parseSubject(subject)?.platform;
  return platform === undefined ? null : shopOf(platform);
}

import type { ImportExpect } from './format';
import type { Outcome } from './side';

/** What is not as wanted of an import; nothing where all is. */
export function complaintsAbout(wanted: ImportExpect, got: Outcome, headings: readonly string[]): string[] {
  const { outcome, rejected, undeclaredNot = [], kindNot = [] } = wanted;
  const { isLive, report } = got;
  const complaints: string[] = [];
  const outcomes = outcome === undefined ? [] : [outcome].flat();
  if (outcomes.length > 0 && !outcomes.some((one) => isOutcome(one, got)))
    complaints.push(`${outcomes.join(' or ')} is wanted, it is ${isLive ? 'live' : 'not live'}: ${got.words}`);
  if (isLive && report) {
    const { counts, undeclared, kind } = report;
    if (rejected !== undefined && counts.rejected !== rejected)
      complaints.push(`${rejected} rejected lines are wanted, they are ${counts.rejected}: ${got.words}`);
    const asked = undeclared.filter((one) => undeclaredNot.includes(one));
    if (asked.length > 0) complaints.push(`it is asked for ${asked.join(', ')}`);
    if (kindNot.includes(kind)) complaints.push(`it is taken for ${kind}`);
  }
  if (!isLive || wanted.always) complaints.push(...complaintsAboutWords(wanted, withoutHeadings(got.words, headings)));
  return complaints;
}

/** A refusal and a question both leave nothing behind and both say what to do next. */
function isOutcome(wanted: 'live' | 'refused' | 'asked' | 'not-exact', { isLive, words }: Outcome): boolean {
  if (wanted === 'not-exact') return isLive || words !== '';
  return wanted === 'live' ? isLive : !isLive && words !== '';
}

function complaintsAboutWords({ says, saysNot }: ImportExpect, words: string): string[] {
  const complaints: string[] = [];
  if (says !== undefined && !new RegExp(says).test(words)) complaints.push(`/${says}/ is not in: ${words}`);
  if (saysNot !== undefined && new RegExp(saysNot).test(words)) complaints.push(`/${saysNot}/ is in: ${words}`);
  return complaints;
}

/** A sentence without the headings that it repeats from the file: they name nothing that the file does not. */
function withoutHeadings(words: string, headings: readonly string[]): string {
  return headings
    .filter((heading) => heading !== '')
    .sort((one, other) => other.length - one.length)
    .reduce((rest, heading) => rest.replace(asWord(heading), ''), words);
}

/** 展现 is no heading within 展现量. */
function asWord(text: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'gu');
}

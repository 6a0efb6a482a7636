import { MEASURES } from '../../../../src/api/contract';
import { headingsIn } from '../../../../src/exports';
import type { MeasureKey } from '../../../../src/metrics/measures';
import { BADGE_MEASURES } from '../../../../src/metrics/question';
import { drawn, formOf } from '../../../../src/ui/number-format';
import { textFile } from '../../files/support/files';
import type { AnswerExpect, Ask, Case, Drawn, Expect, ImportExpect } from './format';
import { complaintsAbout } from './outcome';
import { type Path, parsePath, valueAt } from './path';
import type { Answered, Outcome, Side } from './side';
import { type Got, holds, inShort } from './wanted';

/** The bytes of a case's files by their names. */
export type BytesOf = (name: string) => Uint8Array<ArrayBuffer>;

/** A case with its files imported into a side. */
export class RunCase {
  private readonly outcomes = new Map<string, { outcome: Outcome; headings: string[] }>();

  private constructor(
    private readonly side: Side,
    private readonly one: Case,
  ) {}

  /** Imports the files in their order and undoes those that are undone. */
  static async begin(side: Side, one: Case, bytesOf: BytesOf): Promise<RunCase> {
    const run = new RunCase(side, one);
    for (const { name, declare } of one.files) {
      const bytes = bytesOf(name);
      const outcome = await side.import(name, bytes, declare);
      run.outcomes.set(name, { outcome, headings: await headingsOf(name, bytes) });
    }
    for (const name of one.undo) {
      const { id } = run.outcomeOf(name).outcome;
      if (id === null) throw new Error(`${name} is to be undone and was not imported`);
      await side.undo(id);
    }
    return run;
  }

  /** All that is not as the case wants it; nothing where everything is. */
  async complaints(): Promise<string[]> {
    const spoken = new Set(importsOf(this.one.expect));
    const silent = this.one.files.filter(({ name }) => !spoken.has(name));
    const live = silent.map(({ name }): Expect => ({ import: name, outcome: 'live' }));
    return this.complaintsOf([...live, ...this.one.expect]);
  }

  /** What is drawn of the figure otherwise than on the page. */
  async drawnOtherwise({ subject, measure, zh_CN, never }: Drawn): Promise<string[]> {
    const asked = answersIn(this.one.expect).find(
      ({ ask, path }) => ask.subject === subject && path.endsWith(`.${measure}`),
    );
    if (!asked) throw new Error(`no question of the case asks for ${measure} of ${subject}`);
    const key = MEASURES.find((one) => one === measure);
    const figure = await this.ask(asked.ask, parsePath(asked.path), []);
    if (!key || typeof figure !== 'object' || figure === null) return [`there is no figure ${measure}`];
    const text = drawn(figure, formOf(key), 'zh_CN');
    return [
      ...(zh_CN !== undefined && text !== zh_CN ? [`${measure} is drawn ${text}, not ${zh_CN}`] : []),
      ...(never.includes(text) ? [`${measure} is drawn ${text}`] : []),
    ];
  }

  private async complaintsOf(expects: readonly Expect[]): Promise<string[]> {
    const all: string[] = [];
    for (const expect of expects) {
      if ('anyOf' in expect) all.push(...(await this.complaintsOfAny(expect.anyOf)));
      else if ('import' in expect) all.push(...this.aboutImport(expect));
      else all.push(...(await this.aboutAnswer(expect)));
    }
    return all;
  }

  private async complaintsOfAny(lists: readonly Expect[][]): Promise<string[]> {
    const each: string[] = [];
    for (const list of lists) {
      const complaints = await this.complaintsOf(list);
      if (complaints.length === 0) return [];
      each.push(complaints.join('; '));
    }
    return [`none of these: ${each.map((one) => `(${one})`).join(' ')}`];
  }

  private aboutImport(expect: ImportExpect): string[] {
    const { outcome, headings } = this.outcomeOf(expect.import);
    return complaintsAbout(expect, outcome, headings).map((complaint) => `${expect.import}: ${complaint}`);
  }

  /** A figure is the same asked alone and among those of a badge. */
  private async aboutAnswer({ ask, path, is }: AnswerExpect): Promise<string[]> {
    const parsed = parsePath(path);
    for (const beside of [[], BADGE_MEASURES]) {
      const got = await this.ask(ask, parsed, beside);
      if (!holds(is, got))
        return [`${ask.subject ?? 'summary'} ${path}: ${JSON.stringify(is)} is wanted, it is ${inShort(got)}`];
    }
    return [];
  }

  private async ask(ask: Ask, path: Path, beside: readonly MeasureKey[]): Promise<Got> {
    const { subject = null, summary: _, detail = false, ...question } = ask;
    const own = MEASURES.filter((key) => key === path.measure);
    const measures = [...new Set([...own, ...beside])];
    // Something has to be asked for.
    const asked = { ...question, measures: measures.length > 0 ? measures : [...BADGE_MEASURES] };
    const answered: Answered = await this.side.ask({ subject, detail: detail || path.of === 'floor', question: asked });
    return valueAt(path, answered);
  }

  private outcomeOf(name: string) {
    const found = this.outcomes.get(name);
    if (!found) throw new Error(`the case has no file ${name}`);
    return found;
  }
}

function importsOf(expects: readonly Expect[]): string[] {
  return expects.flatMap((expect) =>
    'anyOf' in expect ? expect.anyOf.flatMap(importsOf) : 'import' in expect ? [expect.import] : [],
  );
}

function answersIn(expects: readonly Expect[]): AnswerExpect[] {
  return expects.flatMap((expect) =>
    'anyOf' in expect ? expect.anyOf.flatMap(answersIn) : 'ask' in expect ? [expect] : [],
  );
}

/** A file that is no table has none. */
async function headingsOf(name: string, bytes: Uint8Array): Promise<string[]> {
  return headingsIn(textFile(bytes, name)).catch(() => []);
}

import * as v from 'valibot';
import { DeclaredSchema } from '../../api/contract';
import { cutsIn } from '../../metrics/declared-cuts';
import type { Declared } from '../../metrics/values';
import { say, type Under } from '../../text/text';
import { Misuse } from '../refusal';
import { explained } from '../words';
import { type Cli, command, commonArgs, placeOf, valuesOf, words, workspaceArg } from './cli';
import { mappingAt } from './mapping-file';
import { openTarget } from './open-target';
import { Progress } from './progress';
import { reportLines } from './report-text';

/** `grasslens import FILE…`: each file is taken whole or not at all, and reported; one bad file keeps no good one out. */
export function importCommand(cli: Cli) {
  const about = (key: Under<'server_arg_'>) => say(cli.locale, `server_arg_${key}`);
  const args = {
    file: { type: 'positional', required: false, description: about('file') },
    preview: { type: 'boolean', description: about('preview') },
    window: { type: 'string', valueHint: '7|15|30', description: about('window') },
    caliber: { type: 'string', valueHint: 'click|conversion', description: about('caliber') },
    traffic: { type: 'string', valueHint: 'all', description: about('traffic') },
    filtered: { type: 'boolean', description: about('filtered') },
    'as-of': { type: 'string', valueHint: 'YYYY-MM-DD', description: about('as_of') },
    since: { type: 'string', valueHint: 'YYYY-MM-DD', description: about('since') },
    cut: { type: 'string', valueHint: '列=sum|first|…', description: about('cut') },
    kind: { type: 'string', description: about('kind') },
    sheet: { type: 'string', description: about('sheet') },
    mapping: { type: 'string', valueHint: 'FILE.json', description: about('mapping') },
    workspace: workspaceArg(cli),
    ...commonArgs(cli),
  } as const;
  const meta = { name: 'import', description: say(cli.locale, 'server_command_import') };
  return command(meta, args, Number.POSITIVE_INFINITY, async (given, rawArgs) => {
    const files = given._;
    if (files.length === 0) throw new Misuse('server_no_file');
    const declared = declaredFrom({
      window: given.window,
      caliber: given.caliber,
      traffic: given.traffic,
      filtered: given.filtered === true ? true : undefined,
      asOf: given['as-of'],
      since: given.since,
      cuts: cutsFrom(valuesOf(rawArgs, 'cut')),
    });
    if (given.mapping !== undefined && given.kind !== undefined) throw new Misuse('server_mapping_or_kind');
    const mapping = given.mapping === undefined ? undefined : await mappingAt(given.mapping);
    const preview = given.preview === true;
    const target = await openTarget(cli, placeOf(cli, given), given.workspace);
    let failed = 0;
    try {
      for (const path of files) {
        const progress = new Progress(cli, path);
        try {
          const request = { path, declared, kind: given.kind, sheet: given.sheet, mapping, preview };
          const answer = await target.importFile(request, (now) => progress.update(now));
          progress.end();
          cli.out(`${reportLines(cli, answer).join('\n')}\n`);
        } catch (error) {
          progress.end();
          const reason = explained(error);
          if (!reason || cli.stopping.aborted) throw error;
          failed += 1;
          cli.err(`${words(cli, 'server_import_failed', { file: path, reason })}\n`);
        }
      }
    } finally {
      await target.close();
    }
    if (files.length > 1) {
      const code = preview ? 'server_preview_done' : 'server_import_done';
      cli.out(`${words(cli, code, { good: files.length - failed, failed })}\n`);
    }
    return failed === 0 ? 0 : 1;
  });
}

const OPTION: Record<string, string> = {
  window: '--window',
  caliber: '--caliber',
  traffic: '--traffic',
  asOf: '--as-of',
  since: '--since',
  cuts: '--cut',
};

/** @throws Misuse `server_option_wrong` */
function cutsFrom(answers: readonly string[]): Record<string, string> | undefined {
  const cuts = cutsIn(answers);
  if (cuts === null) {
    throw new Misuse('server_option_wrong', { option: '--cut', got: answers.join(' '), want: '列=sum|first|…' });
  }
  return answers.length === 0 ? undefined : cuts;
}

/** @throws Misuse `server_option_wrong` */
function declaredFrom(
  given: Record<'window' | 'caliber' | 'traffic' | 'asOf' | 'since', string | undefined> & {
    filtered: true | undefined;
    cuts: Record<string, string> | undefined;
  },
): Declared {
  const { window, ...rest } = given;
  const stated = Object.entries({ ...rest, window: window === undefined ? undefined : Number(window) });
  const result = v.safeParse(DeclaredSchema, Object.fromEntries(stated.filter(([, value]) => value !== undefined)));
  if (result.success) return result.output;
  const [issue] = result.issues;
  const key = String(issue.path?.[0]?.key ?? '');
  throw new Misuse('server_option_wrong', {
    option: OPTION[key] ?? key,
    got: String(given[key as keyof typeof given] ?? ''),
    want: key === 'asOf' || key === 'since' ? 'YYYY-MM-DD' : (issue.expected ?? issue.message).replaceAll('"', ''),
  });
}
